package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a child by other hands, it is again as it should be, and what others added stays. */
class DriftIT extends ApiTest {
    private static final String CHILD_LABEL = "app.kubernetes.io/managed-by";
    private static final long SEED = 20_261_123;
    private static final int BURST = 150;

    /** For each child a change of what is ours. The Secret is not here: it is immutable, and its labels are no one's concern. */
    private static final Map<String, String> EDITS = Map.ofEntries(
            Map.entry("ServiceAccount/prices", "automountServiceAccountToken: true"),
            Map.entry("ConfigMap/catalogue", "data: {LEVEL: trace}"),
            Map.entry("ConfigMap/shop-gateway", "data: null"),
            Map.entry("Service/prices", "spec: {selector: {app: other}}"),
            Map.entry("Service/shop-gateway", "spec: {type: ClusterIP}"),
            Map.entry("Service/data", "metadata: {labels: {%s: null}}".formatted(CHILD_LABEL)),
            Map.entry("Deployment/catalogue", "spec: {replicas: 7}"),
            Map.entry("Deployment/prices", "spec: {template: {spec: {automountServiceAccountToken: true}}}"),
            Map.entry("Deployment/shop-gateway", "metadata: {annotations: {shopplatform.dev/applied: other}}"),
            Map.entry("StatefulSet/data", "spec: {replicas: 0}"),
            Map.entry("HorizontalPodAutoscaler/prices", "spec: {maxReplicas: 50}"),
            Map.entry("PodDisruptionBudget/catalogue", "spec: {maxUnavailable: 2}"),
            Map.entry("PodDisruptionBudget/prices", "metadata: {labels: {%s: null}}".formatted(CHILD_LABEL)),
            Map.entry("NetworkPolicy/catalogue", "spec: {ingress: null, egress: null}"),
            Map.entry("NetworkPolicy/data", "spec: {podSelector: {matchLabels: null}}"));

    @Test
    void eachKindThatIsEditedIsRestored() {
        Map<String, String> before = settledShop();
        EDITS.forEach((child, edit) -> {
            GenericKubernetesResource edited = space.patch(kind(child), name(child), edit);
            eventually(() -> assertNotEquals(edited.getMetadata().getResourceVersion(),
                    space.get(kind(child), name(child)).getMetadata().getResourceVersion(), child + " is left as it is"));
            eventually(() -> Content.assertSame(before, Content.of(space)));
        });
        settled("shop");
    }

    @Test
    void eachChildThatIsDeletedIsBack() {
        Map<String, String> before = settledShop();
        Map<String, String> versions = space.versions();
        // These two leave something else behind: another password, another address. They have tests of their own.
        versions.keySet().removeAll(Set.of("Secret/data", "Service/catalogue"));
        versions.keySet().forEach(child -> space.delete(kind(child), name(child)));
        eventually(() -> Content.assertSame(before, Content.of(space)));
        settled("shop");
        Map<String, String> after = space.versions();
        versions.forEach((child, version) ->
                assertNotEquals(version.split("@")[0], after.get(child).split("@")[0], child + " was not deleted"));
    }

    /** The gateway has the addresses of the services in its configuration. */
    @Test
    void theGatewayFollowsAServiceThatIsMadeAnew() {
        settledShop();
        String template = space.json(Kind.Deployment, "shop-gateway").at("/spec/template").toString();
        space.delete(Kind.Service, "catalogue");
        eventually(() -> {
            String address = space.json(Kind.Service, "catalogue").at("/spec/clusterIP").asText();
            String configuration = space.json(Kind.ConfigMap, "shop-gateway").at("/data/nginx.conf").asText();
            assertTrue(configuration.contains(address + ":8080"), configuration);
            assertNotEquals(template, space.json(Kind.Deployment, "shop-gateway").at("/spec/template").toString());
        });
        settled("shop");
    }

    /** That is how one asks for another password. Nothing else makes one. */
    @Test
    void aSecretThatIsDeletedIsMadeAnew() {
        settledShop();
        Object before = space.json(Kind.Secret, "data").at("/data/password");
        Object template = space.json(Kind.StatefulSet, "data").at("/spec/template");
        space.delete(Kind.Secret, "data");
        eventually(() -> assertNotNull(space.get(Kind.Secret, "data")));
        assertNotEquals(before, space.json(Kind.Secret, "data").at("/data/password"));
        eventually(() -> assertNotEquals(template, space.json(Kind.StatefulSet, "data").at("/spec/template"), "no pod rolls"));
        settled("shop");
    }

    @Test
    void aBurstOfEditsAndDeletionsIsMadeGood() {
        Map<String, String> before = settledShop();
        List<String> children = EDITS.keySet().stream().sorted().toList();
        Random random = new Random(SEED);
        for (int i = 0; i < BURST; i++) {
            String child = children.get(random.nextInt(children.size()));
            boolean delete = random.nextInt(3) == 0;
            try {
                if (delete) {
                    space.delete(kind(child), name(child));
                } else {
                    space.patch(kind(child), name(child), EDITS.get(child));
                }
            } catch (KubernetesClientException e) {
                // It was deleted just before, and is not back yet.
                if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                    throw e;
                }
            }
        }
        eventually(() -> Content.assertSame(before, Content.of(space)));
        settled("shop");
    }

    /** Who takes the owner off an object takes the object: that is said, and it is left alone. */
    @Test
    void aChildWithoutItsOwnerIsNoLongerOurs() {
        Map<String, String> before = settledShop();
        GenericKubernetesResource orphan = space.patch(Kind.ConfigMap, "catalogue", "metadata: {ownerReferences: null}");
        eventually(() -> assertEquals("False/NameConflict", space.state("shop", "Ready")));
        assertEquals(orphan.getMetadata().getResourceVersion(), space.get(Kind.ConfigMap, "catalogue").getMetadata().getResourceVersion());
        space.delete(Kind.ConfigMap, "catalogue");
        eventually(() -> Content.assertSame(before, Content.of(space)));
        settled("shop");
    }

    @Test
    void whatOthersAddStays() {
        Map<String, String> before = settledShop();
        space.patch(Kind.Deployment, "catalogue", """
                metadata: {labels: {team: checkout}, annotations: {note: keep}}
                spec: {template: {metadata: {annotations: {restarted: today}}}}
                """);
        space.patch(Kind.Service, "prices", "spec: {sessionAffinity: ClientIP}");
        // Ours in the same objects, which is restored while the rest is kept.
        space.patch(Kind.Deployment, "catalogue", "spec: {template: {spec: {terminationGracePeriodSeconds: 20}}}");
        space.patch(Kind.Service, "prices", "spec: {selector: {app: other}}");
        eventually(() -> {
            assertEquals("prices", space.json(Kind.Service, "prices").at("/spec/selector/app").asText());
            assertNotEquals(20, space.json(Kind.Deployment, "catalogue").at("/spec/template/spec/terminationGracePeriodSeconds").asInt());
        });
        var deployment = space.json(Kind.Deployment, "catalogue");
        assertEquals("checkout", deployment.at("/metadata/labels/team").asText());
        assertEquals("keep", deployment.at("/metadata/annotations/note").asText());
        assertEquals("today", deployment.at("/spec/template/metadata/annotations/restarted").asText());
        assertEquals("ClientIP", space.json(Kind.Service, "prices").at("/spec/sessionAffinity").asText());
        space.patch(Kind.Deployment, "catalogue", """
                metadata: {labels: {team: null}, annotations: {note: null}}
                spec: {template: {metadata: {annotations: {restarted: null}}}}
                """);
        space.patch(Kind.Service, "prices", "spec: {sessionAffinity: None}");
        eventually(() -> Content.assertSame(before, Content.of(space)));
    }

    @Test
    void theNumberOfPodsIsTheAutoscalers() {
        settledShop();
        space.patch(Kind.Deployment, "prices", "spec: {replicas: 4}");
        // A change of ours to the same object, so that it is written.
        space.apply(Shops.ALL_KINDS.replace("prices:1", "prices:2"));
        eventually(() -> assertEquals("registry.example.com/prices:2",
                space.json(Kind.Deployment, "prices").at("/spec/template/spec/containers/0/image").asText()));
        settled("shop");
        assertEquals(4, space.json(Kind.Deployment, "prices").at("/spec/replicas").asInt());
    }

    @Test
    void noPodIsLostWhereTheAutoscalerTakesOver() {
        String fixed = Shops.ALL_KINDS.replace("replicas: 2", "replicas: 5");
        space.apply(fixed);
        settled("shop");
        Set<Integer> seen = new ConcurrentSkipListSet<>();
        try (var watch = lab.client().apps().deployments().inNamespace(space.name()).withName("catalogue").watch(new Watcher<Deployment>() {
            @Override
            public void eventReceived(Action action, Deployment deployment) {
                seen.add(deployment.getSpec().getReplicas());
            }

            @Override
            public void onClose(WatcherException lost) {
                seen.add(-1);
            }
        })) {
            assertNotNull(watch);
            space.apply(fixed.replace("replicas: 5", "autoscaling: {minReplicas: 2, maxReplicas: 8}"));
            eventually(() -> assertNotNull(space.get(Kind.HorizontalPodAutoscaler, "catalogue")));
            settled("shop");
            assertEquals(5, space.json(Kind.Deployment, "catalogue").at("/spec/replicas").asInt());
            assertEquals(Set.of(5), seen);
        }
        space.patch(Kind.Deployment, "catalogue", "spec: {replicas: 6}");
        space.apply(fixed.replace("replicas: 5", "replicas: 3"));
        eventually(() -> assertEquals(null, space.get(Kind.HorizontalPodAutoscaler, "catalogue")));
        eventually(() -> assertEquals(3, space.json(Kind.Deployment, "catalogue").at("/spec/replicas").asInt()));
        space.patch(Kind.Deployment, "catalogue", "spec: {replicas: 6}");
        eventually(() -> assertEquals(3, space.json(Kind.Deployment, "catalogue").at("/spec/replicas").asInt()));
    }

    private Map<String, String> settledShop() {
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        // What is written last, as nothing waits for it.
        eventually(() -> assertEquals(21, space.names().size()));
        return Content.of(space);
    }

    private static Kind kind(String child) {
        return Kind.valueOf(child.split("/")[0]);
    }

    private static String name(String child) {
        return child.split("/")[1];
    }
}
