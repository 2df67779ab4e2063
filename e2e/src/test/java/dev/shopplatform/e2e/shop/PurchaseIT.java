package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.local.Customer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** samples/minimal.yaml, and someone who buys there. */
@OnRealCluster
class PurchaseIT {
    private TestShop shop;

    @BeforeEach
    void start(RealCluster cluster) {
        shop = cluster.minimalShop();
    }

    @Test
    void theSameKeyTwiceIsOneOrder() {
        Customer customer = shop.customer();
        String key = UUID.randomUUID().toString();
        Customer.Order order = customer.buy(key);
        assertEquals(order.id(), customer.buy(key).id());
        assertEquals(900, order.total());
        assertEquals("PAID", customer.awaitPaid(order).status());
    }

    @Test
    void noRouteIsNotFound() throws Exception {
        Http.Response response = new Http(shop.gateway(), Optional.empty()).send("GET", "/nothing", Map.of(), "");
        assertEquals(404, response.status());
        assertTrue(response.body().contains("no route of the gateway matches"), response.body());
    }

    @Test
    void whatRunsInsideIsNotForTheWorld() throws Exception {
        // payment-service trusts whoever reaches it.
        assertEquals(404, new Http(shop.gateway(), Optional.empty()).send("GET", "/payments", Map.of(), "").status());
    }

    @Test
    void kubectlTellsAll() {
        String url = "http://shop-gateway." + shop.namespace() + ".svc";
        String row = shop.kubectl("get", "shops", "--no-headers");
        assertTrue(row.matches("(?s)shop\\s+True\\s+0\\.1\\.0\\s+" + url.replace(".", "\\.") + "\\s+\\d+\\w*\\s*"), row);
        String description = shop.kubectl("describe", "shop", TestShop.NAME);
        for (String part : new String[] {"every child is ready", url, "http://order-service:8080"}) {
            assertTrue(description.contains(part), description);
        }
        assertTrue(description.matches("(?s).*Events:.*Normal +Ready .*shop-operator +every child is ready.*"), description);
    }
}
