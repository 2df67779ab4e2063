package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Istio comes and goes while the operator runs. */
class MissingIstioIT extends ApiTest {
    private static final String MESHED = Shops.single("shop", "prices") + """
              mesh: {provider: Istio}
              gateway:
                provider: Istio
                routes: [{name: all, service: prices, matches: [{path: {value: /}}]}]
            """;

    private final IstioDefinitions istio = new IstioDefinitions(lab.client());

    @BeforeEach
    @AfterEach
    void removeIstio() {
        istio.remove();
    }

    @Test
    void absentItIsAConditionAndPresentItIsUsed() {
        space.apply(MESHED);
        eventually(() -> assertEquals("False/IstioNotInstalled", space.state("shop", "MeshReady")));
        assertEquals("False/IstioNotInstalled", space.state("shop", "GatewayReady"));
        eventually(() -> assertEquals(1, space.status("shop").orElseThrow().services().getFirst().ready(), "the rest works"));
        Map<String, String> before = space.versions();

        istio.install();
        settled("shop");
        assertEquals("True/AllReady", space.state("shop", "MeshReady"));
        assertEquals(Set.of("VirtualService/prices", "DestinationRule/prices", "Gateway/shop-gateway",
                "VirtualService/shop-gateway"), space.children(Kind.ISTIO).keySet());
        String uid = space.get(Kind.VirtualService, "prices").getMetadata().getUid();
        space.delete(Kind.VirtualService, "prices");
        eventually(() -> {
            assertNotNull(space.get(Kind.VirtualService, "prices"));
            assertTrue(!uid.equals(space.get(Kind.VirtualService, "prices").getMetadata().getUid()));
        });
        assertEquals(before, space.versions());

        istio.remove();
        eventually(() -> assertEquals("False/IstioNotInstalled", space.state("shop", "MeshReady")));
        assertTrue(operator().isReady());
        space.delete(Kind.PodDisruptionBudget, "prices");
        eventually(() -> assertNotNull(space.get(Kind.PodDisruptionBudget, "prices")));

        istio.install();
        settled("shop");
    }
}
