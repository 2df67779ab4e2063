package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What belongs to someone else is never adopted, changed or deleted. */
class NameConflictIT extends ApiTest {
    private static final Map<String, String> FOREIGN = Map.of(
            "Service/prices", "{apiVersion: v1, kind: Service, metadata: {name: prices}, spec: {ports: [{port: 81}]}}",
            "Secret/data", "{apiVersion: v1, kind: Secret, metadata: {name: data}, data: {key: dmFsdWU=}}",
            "ConfigMap/catalogue", "{apiVersion: v1, kind: ConfigMap, metadata: {name: catalogue}, data: {key: value}}",
            "Deployment/shop-gateway", """
                    {apiVersion: apps/v1, kind: Deployment, metadata: {name: shop-gateway}, spec: {replicas: 0, selector: {matchLabels: {a: b}},
                      template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: 'i:1'}]}}}}
                    """);

    @Test
    void foreignObjectsAreLeftAloneAndTheRestWorks() {
        FOREIGN.values().forEach(space::apply);
        eventually(() -> assertEquals(1, space.json(Kind.Deployment, "shop-gateway").at("/status/observedGeneration").asInt()));
        Map<String, String> before = foreignVersions();
        space.apply(Shops.ALL_KINDS);
        eventually(() -> assertEquals(FOREIGN.keySet(), conflicts("shop")));
        eventually(() -> assertTrue(space.names().containsAll(Set.of("Service/catalogue", "NetworkPolicy/prices",
                "ServiceAccount/prices", "HorizontalPodAutoscaler/prices", "Service/data", "Service/shop-gateway"))));
        assertEquals("False/NameConflict", space.state("shop", "Ready"));
        assertEquals("False/NameConflict", space.state("shop", "GatewayReady"));
        // Also when the platform has reason to write them, or to delete them.
        space.apply(Shops.ALL_KINDS.replace("LEVEL: info", "LEVEL: debug").replace("8080", "8081"));
        eventually(() -> assertEquals(2, space.status("shop").orElseThrow().observedGeneration()));
        assertEquals(before, foreignVersions());
        FOREIGN.keySet().forEach(name -> space.delete(Kind.valueOf(name.split("/")[0]), name.split("/")[1]));
        settled("shop");
        assertTrue(space.names().containsAll(FOREIGN.keySet()));
    }

    @Test
    void foreignObjectsOutliveThePlatform() {
        FOREIGN.values().forEach(space::apply);
        space.apply(Shops.ALL_KINDS);
        eventually(() -> assertEquals(FOREIGN.keySet(), conflicts("shop")));
        Map<String, String> before = foreignVersions();
        space.delete(Kind.ShopPlatform, "shop");
        eventually(() -> assertEquals(Set.of(), space.names()));
        assertEquals(before, foreignVersions());
    }

    @Test
    void ofTwoPlatformsTheFirstHasTheName() {
        space.apply(Shops.single("one", "prices"));
        settled("one");
        Map<String, String> before = space.versions();
        space.apply(Shops.single("two", "prices"));
        eventually(() -> assertEquals(before.keySet(), conflicts("two")));
        assertTrue(space.condition("two", "Ready").orElseThrow().getMessage().contains("ShopPlatform one"));
        assertEquals(before, space.versions());
        assertTrue(space.isSettled("one"));
        space.delete(Kind.ShopPlatform, "one");
        settled("two");
        assertEquals(before.keySet(), space.names());
    }

    private Set<String> conflicts(String platform) {
        return space.status(platform).map(status -> status.children()).orElse(List.of()).stream()
                .filter(child -> child.reason().equals("NameConflict"))
                .map(child -> child.kind() + "/" + child.name()).collect(Collectors.toSet());
    }

    private Map<String, String> foreignVersions() {
        return FOREIGN.keySet().stream().collect(Collectors.toMap(name -> name, name -> {
            GenericKubernetesResource object = space.get(Kind.valueOf(name.split("/")[0]), name.split("/")[1]);
            return object.getMetadata().getUid() + "@" + object.getMetadata().getResourceVersion();
        }));
    }
}
