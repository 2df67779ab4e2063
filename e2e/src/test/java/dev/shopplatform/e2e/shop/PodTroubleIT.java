package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shopplatform.cluster.images.Images;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pods that do not get ready: the status repeats their own reason, the rest runs on, and all is well once it is corrected. */
@OnRealCluster
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PodTroubleIT {
    private static final String FINE = "fine";
    private static final String GOOD_IMAGE = "image: " + Images.HELLO_GO;

    private static TestShop shop;
    private static Set<String> finePods;

    /** What is wrong with a service, and what the status says of it. */
    private enum Trouble {
        NO_IMAGE("image: " + Images.REPOSITORY + "/nothing:1", "ImagePullBackOff|ErrImagePull", "nothing:1"),
        CRASHES(GOOD_IMAGE + ", config: {PORT: nonsense}", "CrashLoopBackOff|Error", "exited with code 1"),
        TOO_BIG(GOOD_IMAGE + ", resources: {requests: {memory: 900Ti}, limits: {memory: 900Ti}}", "Unschedulable",
            "Insufficient memory"),
        NO_SECRET(GOOD_IMAGE + ", env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: absent, key: token}}}]",
            "CreateContainerConfigError", "secret \"absent\" not found"),
        NOT_READY(GOOD_IMAGE + ", probes: {readiness: {tcpSocket: {port: 9999}, periodSeconds: 1}}",
            "ReadinessProbeFailing", "readiness probe fails") {
            // So does every pod for a moment, until the time to get ready is up.
            @Override
            String health() {
                return "Progressing";
            }
        };

        private final String service;
        private final String reason;
        private final String message;

        Trouble(String service, String reason, String message) {
            this.service = service;
            this.reason = reason;
            this.message = message;
        }

        String health() {
            return "Degraded";
        }

        private String serviceName() {
            return name().toLowerCase().replace('_', '-');
        }

        private String broken() {
            return "- {name: " + serviceName() + ", " + service + "}";
        }

        private String corrected() {
            return "- {name: " + serviceName() + ", " + GOOD_IMAGE + "}";
        }
    }

    @BeforeAll
    static void start(RealCluster cluster) {
        shop = new TestShop(cluster, "trouble");
        shop.apply(spec(GOOD_IMAGE, Stream.of()));
        shop.awaitReady();
        finePods = shop.pods().uids(FINE);
        shop.apply(spec(GOOD_IMAGE, Stream.of(Trouble.values()).map(Trouble::broken)));
    }

    @AfterAll
    static void end() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void theStatusTellsThePodsReason(Trouble trouble) {
        shop.await("the reason " + trouble.reason + " of " + trouble.serviceName(), () ->
            shop.ailing("Deployment", trouble.serviceName())
                .filter(child -> child.health().equals(trouble.health()) && child.reason().matches(trouble.reason)
                    && child.message().contains("pod " + trouble.serviceName()) && child.message().contains(trouble.message))
                .isPresent());
    }

    @Test
    @Order(2)
    void eventsTellOfWhatIsWrongAndOfNothingElse() {
        String description = shop.kubectl("describe", "shop", TestShop.NAME);
        for (Trouble trouble : Trouble.values()) {
            String event = "(?s).*Warning +(" + trouble.reason + ") [^\n]*Deployment " + trouble.serviceName() + ": .*";
            assertEquals(trouble.health().equals("Degraded"), description.matches(event), () -> trouble + ": " + description);
        }
    }

    @Test
    @Order(3)
    void correctedAllIsWell() {
        assertEquals(finePods, shop.pods().uids(FINE), "what has no trouble is left alone");
        shop.apply(spec(GOOD_IMAGE, Stream.of(Trouble.values()).map(Trouble::corrected)));
        shop.awaitReady();
        assertEquals(finePods, shop.pods().uids(FINE), "what has no trouble is left alone");
        for (Trouble trouble : Trouble.values()) {
            assertEquals(1, shop.pods().ready(trouble.serviceName()), shop::diagnosis);
        }
    }

    @Test
    @Order(4)
    void aBadUpdateLeavesTheOldPodServing() {
        shop.apply(spec("image: " + Images.REPOSITORY + "/nothing:2", Stream.of()));
        shop.await("the update fails", () -> shop.ailing("Deployment", FINE)
            .filter(child -> child.reason().matches("ImagePullBackOff|ErrImagePull")).isPresent());
        assertEquals(1, shop.pods().of(FINE).stream().filter(Pods::isReady)
            .filter(pod -> finePods.contains(pod.getMetadata().getUid())).count(), shop::diagnosis);
        shop.apply(spec(GOOD_IMAGE, Stream.of()));
        shop.awaitReady();
        shop.await("the old pod alone is left", () -> shop.pods().uids(FINE).equals(finePods));
    }

    private static String spec(String fine, Stream<String> others) {
        return """
            apiVersion: shopplatform.dev/v1alpha1
            kind: ShopPlatform
            metadata: {name: shop}
            spec:
              version: "0.1.0"
              services:
            """ + Stream.concat(Stream.of("- {name: " + FINE + ", " + fine + "}"), others).collect(Collectors.joining("\n")).indent(2);
    }
}
