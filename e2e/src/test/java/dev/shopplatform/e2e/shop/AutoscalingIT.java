package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shopplatform.cluster.images.Images;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The number of pods belongs to the cluster's autoscaler where the platform says so, and to the platform again where it does not. */
@OnRealCluster
class AutoscalingIT {
    private static final String HELLO = "hello";

    @Test
    void theAutoscalerChoosesTheNumberOfPods(RealCluster cluster) {
        try (TestShop shop = new TestShop(cluster, "autoscaling")) {
            shop.apply(spec("replicas: 1"));
            shop.awaitReady();
            shop.awaitAnswer("/");
            // Next to no load is too much already.
            shop.apply(spec("autoscaling: {minReplicas: 1, maxReplicas: 2, targetCPUUtilization: 1}"));
            try (Traffic traffic = Traffic.ofReaders(new Http(shop.gateway(), Optional.empty()), "/")) {
                shop.await("the load gives a second pod", () -> shop.pods().ready(HELLO) == 2);
                traffic.assertNothingFailed(shop::diagnosis);
            }
            shop.awaitReady();
            assertEquals(2, replicas(shop), "the operator leaves the number alone");

            shop.apply(spec("replicas: 1"));
            shop.await("one pod again, and no autoscaler", () -> shop.pods().of(HELLO).size() == 1
                && shop.client().autoscaling().v2().horizontalPodAutoscalers().inNamespace(shop.namespace()).list().getItems().isEmpty());

            shop.apply(spec("autoscaling: {minReplicas: 2, maxReplicas: 3}"));
            shop.await("the autoscaler's least", () -> shop.pods().ready(HELLO) == 2);
        }
    }

    private static int replicas(TestShop shop) {
        return shop.client().apps().deployments().inNamespace(shop.namespace()).withName(HELLO).get().getSpec().getReplicas();
    }

    private static String spec(String replicas) {
        return """
            apiVersion: shopplatform.dev/v1alpha1
            kind: ShopPlatform
            metadata: {name: shop}
            spec:
              version: "0.1.0"
              services:
              - name: hello
                image: %s
                %s
                resources: {requests: {cpu: 10m}, limits: {memory: 64Mi}}
              gateway:
                replicas: 1
                routes: [{name: all, matches: [{path: {value: /}}], service: hello}]
            """.formatted(Images.HELLO_GO, replicas);
    }
}
