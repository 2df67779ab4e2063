package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A paused platform is looked at, and not touched. */
class PauseIT extends ApiTest {
    private static final String PAUSE = "metadata: {annotations: {shopplatform.dev/pause-reconciliation: \"%s\"}}";

    @Test
    void nothingIsWrittenUntilItGoesOn() {
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        space.patch(Kind.ShopPlatform, "shop", PAUSE.formatted(true));
        eventually(() -> assertEquals("True/Paused", space.state("shop", "ReconciliationPaused")));
        space.delete(Kind.PodDisruptionBudget, "prices");
        space.patch(Kind.Service, "prices", "spec: {selector: {app: other}}");
        Map<String, String> before = space.versions();
        space.apply(Shops.ALL_KINDS.replace("LEVEL: info", "LEVEL: debug"));
        // The status follows the spec even now, and so tells that the change was seen.
        eventually(() -> assertEquals(space.platform("shop").getMetadata().getGeneration(),
                space.status("shop").orElseThrow().observedGeneration()));
        assertEquals(before, space.versions());
        assertNull(space.get(Kind.PodDisruptionBudget, "prices"));
        space.patch(Kind.ShopPlatform, "shop", PAUSE.formatted(false));
        eventually(() -> {
            assertEquals("False/NotPaused", space.state("shop", "ReconciliationPaused"));
            assertEquals("debug", space.json(Kind.ConfigMap, "catalogue").at("/data/LEVEL").asText());
            assertEquals("prices", space.json(Kind.Service, "prices").at("/spec/selector/app").asText());
            assertEquals(before.size() + 1, space.names().size());
        });
        settled("shop");
    }
}
