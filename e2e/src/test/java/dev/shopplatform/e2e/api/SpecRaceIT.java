package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Edits of specs that arrive while statuses are written: each of them changes the status, and none may be taken for its echo. */
class SpecRaceIT extends ApiTest {
    private static final int PLATFORMS = 5;
    private static final int EDITS = 400;

    @Test
    void noEditIsMissed() throws Exception {
        Map<String, Set<String>> seen = new ConcurrentHashMap<>();
        try (var watch = lab.client().apps().deployments().inNamespace(space.name()).watch(new Watcher<Deployment>() {
            @Override
            public void eventReceived(Action action, Deployment deployment) {
                seen.computeIfAbsent(deployment.getMetadata().getName(), name -> new CopyOnWriteArraySet<>())
                        .add(deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage());
            }

            @Override
            public void onClose(WatcherException lost) {
                seen.clear();
            }
        }); ExecutorService editors = Executors.newFixedThreadPool(PLATFORMS)) {
            assertTrue(watch != null);
            IntStream.range(0, PLATFORMS).forEach(number -> editors.submit(() -> edit(number)));
            editors.shutdown();
            assertTrue(editors.awaitTermination(5, TimeUnit.MINUTES));
            eventually(() -> IntStream.range(0, PLATFORMS).forEach(this::assertLastEditHolds));
            // It followed on the way, and did not wait for the end.
            IntStream.range(0, PLATFORMS).forEach(number ->
                    assertTrue(seen.get("s" + number).size() > 5, "s" + number + " went by way of " + seen.get("s" + number)));
        }
    }

    /** The last edit is at another moment of a reconciliation each time the test runs, and five times in each run. */
    private void edit(int number) {
        for (int edit = 1; edit <= EDITS; edit++) {
            space.apply("""
                    apiVersion: shopplatform.dev/v1alpha1
                    kind: ShopPlatform
                    metadata: {name: p%1$d}
                    spec: {version: "1", services: [{name: s%1$d, image: "i:%2$d", replicas: 0, config: {EDIT: "%2$d"}}]}
                    """.formatted(number, edit));
        }
    }

    private void assertLastEditHolds(int number) {
        var platform = space.platform("p" + number);
        assertEquals((long) EDITS, platform.getMetadata().getGeneration());
        assertEquals((long) EDITS, platform.getStatus().observedGeneration());
        assertEquals("i:" + EDITS, platform.getStatus().services().getFirst().image());
        assertEquals("i:" + EDITS, space.json(Kind.Deployment, "s" + number).at("/spec/template/spec/containers/0/image").asText());
        assertEquals("" + EDITS, space.json(Kind.ConfigMap, "s" + number).at("/data/EDIT").asText());
        assertTrue(space.isSettled("p" + number));
    }
}
