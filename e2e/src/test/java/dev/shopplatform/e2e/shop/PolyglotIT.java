package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** samples/polyglot.yaml: a service in Go that no one adapted, beside those in Java. */
@OnRealCluster
class PolyglotIT {
    private static final String HELLO = "hello";
    private static final String CONFIG = "GREETING: Welcome to the shop";

    @Test
    void aServiceInGoTakesPart(RealCluster cluster) {
        TestShop shop = cluster.minimalShop();
        shop.apply(Samples.POLYGLOT);
        awaitGreeting(shop, "Welcome to the shop\npath: /hello/world");
        shop.awaitReady();
        shop.awaitPurchase();

        Set<String> others = othersThan(shop, HELLO);
        Set<String> hello = shop.pods().uids(HELLO);
        shop.apply(Samples.POLYGLOT.replace(CONFIG, "GREETING: Good morning"));
        awaitGreeting(shop, "Good morning");
        shop.awaitReady();
        assertNotEquals(hello, shop.pods().uids(HELLO));
        assertEquals(others, othersThan(shop, HELLO), "pods whose config did not change");
    }

    @Test
    void aSecretThatChangesRollsThePodsThatReadIt(RealCluster cluster) {
        TestShop shop = cluster.minimalShop();
        shop.client().resource(greeting(shop, "Good evening")).create();
        shop.apply(Samples.POLYGLOT.replace("config:\n      " + CONFIG,
            "env:\n    - {name: GREETING, valueFrom: {secretKeyRef: {name: greeting, key: text}}}"));
        awaitGreeting(shop, "Good evening");
        shop.awaitReady();
        Set<String> others = othersThan(shop, HELLO);
        shop.client().resource(greeting(shop, "Good night")).update();
        awaitGreeting(shop, "Good night");
        shop.awaitReady();
        assertEquals(others, othersThan(shop, HELLO), "pods that read no Secret that changed");
    }

    private static Secret greeting(TestShop shop, String text) {
        return new SecretBuilder()
            .withNewMetadata().withName("greeting").withNamespace(shop.namespace()).endMetadata()
            .addToStringData("text", text)
            .build();
    }

    private static void awaitGreeting(TestShop shop, String text) {
        shop.await("the greeting " + text, () -> {
            try {
                return new Http(shop.gateway(), Optional.empty()).send("GET", "/hello/world", Map.of(), "").body().contains(text);
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /** The pods of the other services and of the database; the gateway's belong to the routes. */
    private static Set<String> othersThan(TestShop shop, String app) {
        return shop.pods().all().stream()
            .filter(pod -> !Set.of(app, TestShop.GATEWAY).contains(pod.getMetadata().getLabels().get("app")))
            .map(Pod::getMetadata).map(meta -> meta.getUid()).collect(Collectors.toSet());
    }
}
