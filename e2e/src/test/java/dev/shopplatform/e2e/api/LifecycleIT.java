package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A platform from its creation, by way of its changes, to its end. */
class LifecycleIT extends ApiTest {

    @Test
    void itsChildrenAreItsOwnAndItsStatusTellsOfThem() {
        GenericKubernetesResource platform = space.apply(Shops.ALL_KINDS);
        settled("shop");
        Map<String, GenericKubernetesResource> children = space.children();
        assertEquals(Set.of(
                "ServiceAccount/catalogue", "ServiceAccount/prices",
                "ConfigMap/catalogue", "ConfigMap/shop-gateway",
                "Secret/data",
                "Service/catalogue", "Service/prices", "Service/shop-gateway", "Service/data",
                "Deployment/catalogue", "Deployment/prices", "Deployment/shop-gateway",
                "StatefulSet/data",
                "HorizontalPodAutoscaler/prices",
                "PodDisruptionBudget/catalogue", "PodDisruptionBudget/prices", "PodDisruptionBudget/shop-gateway",
                "NetworkPolicy/catalogue", "NetworkPolicy/prices", "NetworkPolicy/shop-gateway", "NetworkPolicy/data"),
                children.keySet());
        children.forEach((name, child) -> {
            var owners = child.getMetadata().getOwnerReferences();
            assertEquals(1, owners.size(), name);
            assertEquals(platform.getMetadata().getUid(), owners.getFirst().getUid(), name);
            assertTrue(owners.getFirst().getController(), name);
            assertEquals("shop", child.getMetadata().getLabels().get("app.kubernetes.io/instance"), name);
        });
        var status = space.status("shop").orElseThrow();
        assertEquals(List.of("catalogue", "prices"), status.services().stream().map(service -> service.name()).toList());
        assertEquals(2, status.services().getFirst().ready());
        assertEquals("http://shop-gateway." + space.name() + ".svc", status.gateway().url());
        assertEquals("True/AllReady", space.state("shop", "GatewayReady"));
        assertEquals(List.of(), status.children());
    }

    @Test
    void deletedItLeavesNothingButTheClaim() {
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        eventually(() -> assertNotNull(space.get(Kind.PersistentVolumeClaim, "data-data-0")));
        space.delete(Kind.ShopPlatform, "shop");
        eventually(() -> assertEquals(Set.of(), space.names()));
        eventually(() -> assertEquals(0, lab.client().pods().inNamespace(space.name()).list().getItems().size()));
        GenericKubernetesResource claim = space.get(Kind.PersistentVolumeClaim, "data-data-0");
        assertNotNull(claim, "the data is gone");
        assertEquals(null, claim.getMetadata().getDeletionTimestamp(), "the data is going");
    }

    @Test
    void theClaimGoesTooWhereItIsToldTo() {
        space.apply(Shops.ALL_KINDS.replace("[{name: data}]", "[{name: data, reclaimPolicy: Delete}]"));
        settled("shop");
        eventually(() -> assertNotNull(space.get(Kind.PersistentVolumeClaim, "data-data-0")));
        space.delete(Kind.ShopPlatform, "shop");
        eventually(() -> assertEquals(Set.of(), space.names()));
        // Its protection against going while a pod uses it is taken away by the same controllers.
        eventually(() -> assertEquals(null, space.get(Kind.PersistentVolumeClaim, "data-data-0")));
    }

    @Test
    void aServiceRenamedTakesItsChildrenAlong() {
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        Map<String, String> before = space.versions();
        space.apply(Shops.ALL_KINDS.replace("prices", "tariffs"));
        settled("shop");
        eventually(() -> assertEquals(Set.of(), named(space.names(), "prices")));
        assertEquals(Set.of("ServiceAccount/tariffs", "Service/tariffs", "Deployment/tariffs", "PodDisruptionBudget/tariffs",
                "NetworkPolicy/tariffs", "HorizontalPodAutoscaler/tariffs"), named(space.names(), "tariffs"));
        assertEquals(uid(before, "StatefulSet/data"), uid(space.versions(), "StatefulSet/data"));
        assertEquals(before.get("ServiceAccount/catalogue"), space.versions().get("ServiceAccount/catalogue"));
    }

    @Test
    void whatIsSwitchedOffGoes() {
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        space.apply("""
                apiVersion: shopplatform.dev/v1alpha1
                kind: ShopPlatform
                metadata: {name: shop}
                spec:
                  version: "1"
                  networkPolicy: false
                  services:
                  - {name: catalogue, image: "registry.example.com/catalogue:1", replicas: 2}
                """);
        settled("shop");
        eventually(() -> assertEquals(Set.of("ServiceAccount/catalogue", "Service/catalogue", "Deployment/catalogue",
                "PodDisruptionBudget/catalogue"), space.names()));
        assertEquals("absent", space.state("shop", "GatewayReady"));
    }

    /** What only the operator can find out is refused by a condition; the rest is refused by the API server. */
    @Test
    void anInvalidEditChangesNothingAndItsReversalRecovers() {
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        Map<String, String> before = space.versions();
        // Besides the cycle there are changes that must not be carried out either.
        space.apply(Shops.ALL_KINDS.replace("bindings:", "dependsOn: [prices]\n    bindings:").replace(":1\n", ":2\n")
                .replace("LEVEL: info", "LEVEL: debug"));
        eventually(() -> assertEquals("False/InvalidSpec", space.state("shop", "Ready")));
        assertEquals(space.platform("shop").getMetadata().getGeneration(), space.status("shop").orElseThrow().observedGeneration());
        assertTrue(space.condition("shop", "Ready").orElseThrow().getMessage().contains("catalogue"));
        assertEquals(before, space.versions());
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        assertEquals(before, space.versions());
    }

    @Test
    void theStatusNeverSpeaksOfAGenerationThatIsNotThere() throws Exception {
        List<String> leads = new CopyOnWriteArrayList<>();
        List<Long> observed = new CopyOnWriteArrayList<>();
        space.apply(Shops.single("shop", "prices"));
        try (var watch = lab.client().resources(ShopPlatform.class).inNamespace(space.name()).watch(new Watcher<ShopPlatform>() {
            @Override
            public void eventReceived(Action action, ShopPlatform platform) {
                if (platform.getStatus() != null) {
                    long of = platform.getStatus().observedGeneration();
                    observed.add(of);
                    if (of > platform.getMetadata().getGeneration()) {
                        leads.add(of + " of " + platform.getMetadata().getGeneration());
                    }
                }
            }

            @Override
            public void onClose(WatcherException lost) {
                leads.add("the watch broke: " + lost.getMessage());
            }
        })) {
            assertNotNull(watch);
            for (int replicas = 1; replicas <= 20; replicas++) {
                space.patch(Kind.ShopPlatform, "shop", "{spec: {services: [{name: prices, image: 'i:1', replicas: %d}]}}"
                        .formatted(replicas % 3));
            }
            settled("shop");
            assertEquals(List.of(), leads);
            assertFalse(observed.isEmpty());
            assertEquals(observed.stream().sorted().toList(), observed, "it went back");
        }
    }

    @Test
    void aNamespaceIsDeletedWithAllThatIsInIt() {
        Space other = newSpace();
        other.apply(Shops.ALL_KINDS);
        eventually(() -> assertTrue(other.isSettled("shop"), other::describe));
        lab.client().namespaces().withName(other.name()).delete();
        eventually(() -> assertEquals(null, lab.client().namespaces().withName(other.name()).get()));
        assertTrue(operator().isReady());
    }

    private static Set<String> named(Set<String> children, String name) {
        return children.stream().filter(child -> child.endsWith("/" + name)).collect(Collectors.toSet());
    }

    private static String uid(Map<String, String> versions, String child) {
        return versions.get(child).split("@")[0];
    }
}
