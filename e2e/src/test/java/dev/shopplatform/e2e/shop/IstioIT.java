package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shopplatform.cluster.images.Images;
import dev.shopplatform.cluster.istio.Istio;
import dev.shopplatform.local.Customer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The objects that the operator makes for Istio, carried out by a real istiod and a real Envoy, its ingress gateway. The pods have no
 * sidecars: those need rights that the restricted namespaces of these tests deny.
 */
@OnRealCluster
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IstioIT {
    private static final String ISTIO_API = "networking.istio.io/v1";
    private static final String USERS = "user-service";
    private static final String HOST = "tutorial.example.com";
    private static final String ISTIO_GATEWAY = """
          gateway:
            provider: Istio
            hostnames: [%s]
            routes: [{name: all, matches: [{path: {value: /}}], service: user-service}]
        """.formatted(HOST);
    private static final String NGINX_GATEWAY = ISTIO_GATEWAY.replace("provider: Istio", "provider: NGINX");

    private static Istio istio;
    private static TestShop tutorial;

    @BeforeAll
    static void start(RealCluster cluster) {
        assumeTrue(cluster.isOurs(), "these tests install and remove Istio, so they need a cluster of their own");
        istio = new Istio(cluster.cluster(), cluster.images(), cluster.progress());
        cluster.loadAs(cluster.images().helloGo(), "docker.io/library/myapp:v1");
        cluster.loadAs(cluster.images().helloGo(), "docker.io/library/myapp:v2");
        tutorial = new TestShop(cluster, "tutorial");
    }

    @AfterAll
    static void end() {
        if (tutorial != null) {
            tutorial.close();
            istio.uninstall();
        }
    }

    @Test
    @Order(1)
    void withoutIstioTheRestWorksAndItIsPickedUpWhenInstalled(RealCluster cluster) {
        istio.uninstall();
        tutorial.apply(Samples.TUTORIAL);
        tutorial.awaitCondition("MeshReady", mesh -> mesh.getStatus().equals("False") && mesh.getReason().equals("IstioNotInstalled"));
        tutorial.await("the pods run all the same", () -> tutorial.pods().ready(USERS) == 2);
        istio.install();
        tutorial.awaitReady();
        assertTrue(tutorial.condition("MeshReady").filter(mesh -> mesh.getStatus().equals("True")).isPresent(), tutorial::diagnosis);
    }

    @Test
    @Order(2)
    void theTutorialsVirtualServiceSendsToSubsetV1() {
        assertEquals(Map.of("host", USERS, "subset", "v1", "port", Map.of("number", 8080)),
            object("VirtualService").get("spec", "http", 0, "route", 0, "destination"));
        assertEquals(Map.of("name", "v1", "labels", Map.of("version", "v1")), object("DestinationRule").get("spec", "subsets", 0));
    }

    @Test
    @Order(3)
    void aNewVersionRollsUnderTrafficThroughEnvoy(RealCluster cluster) {
        tutorial.apply(Samples.TUTORIAL + ISTIO_GATEWAY);
        Http http = new Http(ingress(cluster), Optional.of(HOST));
        tutorial.await("Envoy sends requests to the service", () -> answers(http));
        tutorial.awaitReady();
        assertFalse(answers(new Http(ingress(cluster), Optional.of("other.example.com"))), "a host that no one serves");
        Set<String> before = tutorial.pods().uids(USERS);
        try (Traffic traffic = Traffic.ofReaders(http, "/")) {
            traffic.awaitAnswers(20);
            tutorial.apply((Samples.TUTORIAL + ISTIO_GATEWAY).replace("myapp:v1", "myapp:v2"));
            tutorial.await("all requests go to subset v2, whose pods are new", () -> tutorial.isReady()
                && "v2".equals(object("VirtualService").get("spec", "http", 0, "route", 0, "destination", "subset"))
                && tutorial.pods().replaced(USERS, 2, before));
            traffic.awaitAnswers(40);
            traffic.assertNothingFailed(tutorial::diagnosis);
        }
    }

    @Test
    @Order(4)
    void theOldGatewayGoesOnlyWhenTheNewOneIsReady(RealCluster cluster) {
        tutorial.apply(Samples.TUTORIAL + NGINX_GATEWAY);
        tutorial.await("Istio's gateway goes, and NGINX's is ready before", () -> {
            boolean gone = tutorial.names(ISTIO_API, "Gateway").isEmpty();
            assertTrue(!gone || tutorial.pods().ready(TestShop.GATEWAY) == 2, tutorial::diagnosis);
            return gone;
        });
        tutorial.awaitReady();
        tutorial.await("NGINX sends requests to the service", () -> answers(new Http(tutorial.gateway(), Optional.of(HOST))));

        tutorial.apply(Samples.TUTORIAL + ISTIO_GATEWAY);
        tutorial.await("NGINX goes, and Istio's gateway and routes are there before", () -> {
            boolean gone = tutorial.client().apps().deployments().inNamespace(tutorial.namespace()).withName(TestShop.GATEWAY).get() == null;
            assertTrue(!gone || tutorial.names(ISTIO_API, "Gateway").contains(TestShop.GATEWAY)
                && tutorial.names(ISTIO_API, "VirtualService").contains(TestShop.GATEWAY), tutorial::diagnosis);
            return gone;
        });
        tutorial.await("Envoy sends requests to the service", () -> answers(new Http(ingress(cluster), Optional.of(HOST))));
        tutorial.awaitReady();
    }

    @Test
    @Order(5)
    void aPurchaseThroughEnvoy(RealCluster cluster) {
        TestShop shop = cluster.minimalShop();
        shop.apply(Samples.ISTIO);
        shop.awaitReady();
        tutorial.await("a purchase through Envoy", () -> buys(ingress(cluster)));
        Customer customer = Customer.register(ingress(cluster), "shop.example.com");
        assertEquals("PAID", customer.awaitPaid(customer.buy()).status());
        // Back to what the other tests expect.
        cluster.minimalShop();
    }

    private static boolean buys(URI ingress) {
        try {
            Customer.register(ingress, "shop.example.com").buy();
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private static URI ingress(RealCluster cluster) {
        return cluster.url(Istio.NAMESPACE, Istio.GATEWAY);
    }

    private static GenericKubernetesResource object(String kind) {
        return tutorial.client().genericKubernetesResources(ISTIO_API, kind).inNamespace(tutorial.namespace()).withName(USERS).get();
    }

    private static boolean answers(Http http) {
        try {
            return http.send("GET", "/", Map.of(), "").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
