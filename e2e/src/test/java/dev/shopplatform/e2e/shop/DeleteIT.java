package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.cluster.images.Images;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A platform that is deleted leaves nothing but the data that is to be kept. */
@OnRealCluster
class DeleteIT {
    private static final String PLATFORM = """
        apiVersion: shopplatform.dev/v1alpha1
        kind: ShopPlatform
        metadata: {name: shop}
        spec:
          version: "0.1.0"
          services:
          - name: hello
            image: %1$s
            config: {GREETING: Hello}
            bindings: [{resource: kept}]
          - name: scaled
            image: %1$s
            autoscaling: {minReplicas: 1, maxReplicas: 2}
            dependsOn: [hello]
          gateway:
            routes:
            - {name: all, matches: [{path: {value: /}}], service: hello}
          resources:
          - {name: kept, reclaimPolicy: Retain}
          - {name: dropped, reclaimPolicy: Delete}
        """.formatted(Images.HELLO_GO);

    @Test
    void nothingButTheKeptClaimIsLeft(RealCluster cluster) {
        try (TestShop shop = new TestShop(cluster, "delete")) {
            shop.await("the namespace has its service account and root certificate", () -> objects(shop).size() >= 2);
            Set<String> before = objects(shop);
            shop.apply(PLATFORM);
            shop.awaitReady();
            Set<String> during = objects(shop);
            for (String kind : new String[] {"deployment.apps", "statefulset.apps", "service", "serviceaccount", "configmap", "secret", "pod",
                "horizontalpodautoscaler.autoscaling", "poddisruptionbudget.policy", "networkpolicy.networking.k8s.io",
                "persistentvolumeclaim"}) {
                assertTrue(during.stream().anyMatch(object -> object.startsWith(kind + "/") && !before.contains(object)), kind);
            }
            shop.kubectl("delete", "shop", TestShop.NAME);
            Set<String> expected = new TreeSet<>(before);
            expected.add("persistentvolumeclaim/data-kept-0");
            Await.until(TestShop.PATIENCE, "only " + expected + " are left", () -> objects(shop).equals(expected),
                () -> objects(shop).toString());
        }
    }

    /** All objects of all kinds, but for events and for pods as the metrics API lists them once more. */
    private static Set<String> objects(TestShop shop) {
        String kinds = Arrays.stream(shop.kubectl("api-resources", "--namespaced", "--verbs=list", "--output=name").split("\\s+"))
            .filter(kind -> !kind.equals("events") && !kind.equals("events.events.k8s.io") && !kind.endsWith("metrics.k8s.io"))
            .collect(Collectors.joining(","));
        return new TreeSet<>(shop.kubectl("get", kinds, "--output=name", "--ignore-not-found").lines().toList());
    }
}
