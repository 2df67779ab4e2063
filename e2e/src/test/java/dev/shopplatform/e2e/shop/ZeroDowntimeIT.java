package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes while customers order, look and pay, without one request that fails. */
@OnRealCluster
class ZeroDowntimeIT {
    private static final String USERS = "user-service";
    private static final String ORDERS = "order-service";

    private TestShop shop;
    private Traffic traffic;

    @BeforeEach
    void start(RealCluster cluster) {
        shop = cluster.minimalShop();
        traffic = Traffic.ofCustomers(new Http(shop.gateway(), Optional.empty()), shop.customer());
        traffic.awaitAnswers(20);
    }

    @AfterEach
    void stop() {
        traffic.close();
    }

    @Test
    void scalesUpAndDown() {
        shop.apply(spec("replicas: 2", "replicas: 2", ""));
        shop.await("two pods of each", () -> shop.pods().ready(USERS) == 2 && shop.pods().ready(ORDERS) == 2);
        traffic.awaitAnswers(20);
        shop.apply(spec("replicas: 1", "replicas: 1", ""));
        shop.await("one pod of each", () -> shop.pods().settled(USERS, 1) && shop.pods().settled(ORDERS, 1));
        traffic.awaitAnswers(40);
        traffic.assertNothingFailed(shop::diagnosis);
    }

    @Test
    void rollsAllPods() {
        Set<String> users = shop.pods().uids(USERS);
        Set<String> orders = shop.pods().uids(ORDERS);
        Set<String> payments = shop.pods().uids("payment-service");
        shop.apply(spec("config: {LOG_LEVEL: warn}", "config: {LOG_LEVEL: warn}", ""));
        shop.await("all pods are new", () -> shop.pods().replaced(USERS, 1, users) && shop.pods().replaced(ORDERS, 1, orders));
        traffic.awaitAnswers(40);
        traffic.assertNothingFailed(shop::diagnosis);
        assertEquals(payments, shop.pods().uids("payment-service"));
    }

    @Test
    void changesTheRoutes() {
        Set<String> services = shop.pods().uids(USERS);
        Set<String> gateways = shop.pods().uids(TestShop.GATEWAY);
        shop.apply(spec("replicas: 1", "replicas: 1", """
              - {name: keys, matches: [{path: {value: /.well-known/jwks.json, type: Exact}}], service: user-service}
            """));
        shop.await("all gateway pods are new", () -> shop.pods().replaced(TestShop.GATEWAY, 2, gateways));
        traffic.awaitAnswers(40);
        traffic.assertNothingFailed(shop::diagnosis);
        assertEquals(services, shop.pods().uids(USERS));
    }

    private static String spec(String users, String orders, String route) {
        return """
            apiVersion: shopplatform.dev/v1alpha1
            kind: ShopPlatform
            metadata: {name: shop}
            spec:
              version: "0.1.0"
              services:
              - {name: user-service, %s}
              - {name: order-service, %s}
              - {name: payment-service}
              gateway:
                routes:
                - {name: users, matches: [{path: {value: /users}}], service: user-service}
                - {name: orders, matches: [{path: {value: /orders}}], service: order-service}
            %s""".formatted(users, orders, route.indent(2));
    }
}
