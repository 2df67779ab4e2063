package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.cluster.images.Images;
import dev.shopplatform.local.Customer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What dies or is taken away, while the shop sells tea. */
@OnRealCluster
class ResilienceIT {
    private static final String USERS = "user-service";
    private static final String ORDERS = "order-service";

    /** How long it may take until no request is sent to a pod that died without a word. */
    private static final Duration NEWS_TRAVELS = Duration.ofSeconds(5);

    private static final String TWO_PODS = """
        apiVersion: shopplatform.dev/v1alpha1
        kind: ShopPlatform
        metadata: {name: shop}
        spec:
          version: "0.1.0"
          services:
          - {name: hello, image: %s, replicas: 2}
          gateway:
            replicas: 1
            routes: [{name: all, matches: [{path: {value: /}}], service: hello}]
        """.formatted(Images.HELLO_GO);

    private TestShop shop;

    @BeforeEach
    void start(RealCluster cluster) {
        shop = cluster.minimalShop();
    }

    @Test
    void aServicePodDies() {
        Set<String> before = shop.pods().uids(ORDERS);
        shop.pods().of(ORDERS).forEach(shop.pods()::kill);
        shop.await("another pod", () -> shop.pods().replaced(ORDERS, 1, before));
        shop.awaitPurchase();
        shop.awaitReady();
    }

    @Test
    void oneOfTwoPodsDiesUnderTraffic(RealCluster cluster) {
        try (TestShop hello = new TestShop(cluster, "dies")) {
            hello.apply(TWO_PODS);
            hello.awaitReady();
            try (Traffic traffic = Traffic.ofReaders(new Http(hello.gateway(), Optional.empty()), "/")) {
                traffic.awaitAnswers(20);
                LocalTime killed = LocalTime.now();
                hello.pods().kill(hello.pods().of("hello").getFirst());
                hello.await("two pods again", () -> hello.pods().ready("hello") == 2);
                Await.pause(NEWS_TRAVELS);
                traffic.awaitAnswers(40);
                // The gateway tries again what is read, but for a moment it may be sent to the dead pod each time.
                assertEquals(List.of(), traffic.failures().stream()
                    .filter(failure -> failure.time().isAfter(killed.plus(NEWS_TRAVELS))).toList(), hello::diagnosis);
            }
        }
    }

    @Test
    void theOperatorsPodIsDeleted() {
        Pods operators = Operator.pods(shop.client());
        Pod old = operators.all().getFirst();
        operators.kill(old);
        assertSells();
        shop.await("another operator", () -> operators.all().stream()
            .anyMatch(pod -> Pods.isReady(pod) && !pod.getMetadata().getUid().equals(old.getMetadata().getUid())));
        assertDriftIsCorrected();
    }

    @Test
    void theOperatorIsKilledOnItsNode() {
        Pods operators = Operator.pods(shop.client());
        Pod pod = operators.all().getFirst();
        int restarts = pod.getStatus().getContainerStatuses().getFirst().getRestartCount();
        NodeProcess.of(pod).forEach(ProcessHandle::destroyForcibly);
        assertSells();
        shop.await("the same pod starts the operator again", () -> operators.all().stream().anyMatch(now -> Pods.isReady(now)
            && now.getMetadata().getUid().equals(pod.getMetadata().getUid())
            && now.getStatus().getContainerStatuses().getFirst().getRestartCount() > restarts));
        assertDriftIsCorrected();
    }

    @Test
    void theDatabasesPodDies() {
        Customer customer = shop.customer();
        Customer.Order order = customer.awaitPaid(customer.buy());
        Set<String> before = shop.pods().uids(TestShop.DATABASE);
        shop.pods().of(TestShop.DATABASE).forEach(shop.pods()::kill);
        shop.await("another database pod", () -> shop.pods().replaced(TestShop.DATABASE, 1, before));
        shop.awaitPurchase();
        assertEquals(order, customer.order(order.id()));
        shop.awaitReady();
    }

    @Test
    void aDeletedSecretGivesANewPassword() {
        Customer customer = shop.customer();
        Customer.Order order = customer.awaitPaid(customer.buy());
        String before = password();
        Set<String> users = shop.pods().uids(USERS);
        Set<String> orders = shop.pods().uids(ORDERS);
        shop.client().secrets().inNamespace(shop.namespace()).withName(TestShop.DATABASE).delete();
        shop.await("another password", () -> password() != null && !password().equals(before));
        shop.await("pods that use it", () -> shop.pods().replaced(USERS, 1, users) && shop.pods().replaced(ORDERS, 1, orders));
        shop.awaitReady();
        shop.awaitPurchase();
        assertEquals(order, customer.order(order.id()));
        assertNotEquals(before, password());
    }

    @Test
    void theWholePlatformIsDeletedAndMadeAgain(RealCluster cluster) throws IOException {
        Customer customer = shop.customer();
        Customer.Order order = customer.awaitPaid(customer.buy());
        shop.resource().delete();
        shop.await("all pods are gone", () -> shop.pods().all().isEmpty());
        cluster.minimalShop();
        shop.awaitPurchase();
        // The key that signs the tokens is data too, so the customer is still logged in.
        Http.Response response = new Http(shop.gateway(), Optional.empty())
            .send("GET", "/orders/" + order.id(), Map.of("Authorization", "Bearer " + customer.token()), "");
        assertEquals(200, response.status(), response::body);
        assertTrue(response.body().contains("PAID"), response::body);
    }

    private void assertSells() {
        Customer customer = shop.customer();
        assertEquals("PAID", customer.awaitPaid(customer.buy()).status());
    }

    private void assertDriftIsCorrected() {
        var budgets = shop.client().policy().v1().podDisruptionBudget().inNamespace(shop.namespace());
        budgets.withName(USERS).delete();
        shop.await("the deleted object is back", () -> budgets.withName(USERS).get() != null);
        var deployments = shop.client().apps().deployments().inNamespace(shop.namespace());
        deployments.withName(USERS).edit(ResilienceIT::withAnotherGracePeriod);
        shop.await("the edited object is as it was", () ->
            deployments.withName(USERS).get().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds() == 45);
        shop.awaitReady();
    }

    private static Deployment withAnotherGracePeriod(Deployment deployment) {
        deployment.getSpec().getTemplate().getSpec().setTerminationGracePeriodSeconds(46L);
        return deployment;
    }

    private String password() {
        var secret = shop.client().secrets().inNamespace(shop.namespace()).withName(TestShop.DATABASE).get();
        return secret == null ? null : secret.getData().get("password");
    }
}
