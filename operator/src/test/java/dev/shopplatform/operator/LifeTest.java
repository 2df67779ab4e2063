package dev.shopplatform.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.world.Edit;
import dev.shopplatform.operator.world.Samples;
import dev.shopplatform.operator.world.Snapshot;
import dev.shopplatform.operator.world.World;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One change at a time, and what must and must not come of it. */
class LifeTest {
    private static final String TWO_SERVICES = """
        services:
        - {name: catalogue, image: "registry.example.com/catalogue:v1", dependsOn: [prices], replicas: 3}
        - {name: prices, image: "registry.example.com/prices:v1", config: {CURRENCY: EUR}}
        """;
    private static final ShopPlatformSpec CUSTOM = Edit.spec("version: '1.0'\n" + TWO_SERVICES + """
        gateway:
          hostnames: [shop.example.com, www.shop.example.com]
          routes:
          - {name: catalogue, service: catalogue, matches: [{path: {value: /catalogue}}, {path: {type: Exact, value: /}}]}
          - {name: prices, service: prices, matches: [{path: {value: /prices}}]}
        """);

    @Test
    void anInvalidSpecChangesNothingAndRevertingRestores() {
        World world = World.with("shop", true).apply(CUSTOM);
        world.settle();
        Map<String, String> before = Snapshot.of(world);
        world.server().takeRequests();

        ShopPlatformSpec cycle = Edit.of(CUSTOM, spec -> spec.withArray("/services/1/dependsOn").add("catalogue"));
        World.Round invalid = world.apply(cycle).settle();
        assertNull(invalid.plan());
        assertEquals("False InvalidSpec", condition(invalid, "Ready"));
        assertTrue(world.server().takeRequests().stream().allMatch(LifeTest::isStatusOrEvent));

        World.Round reverted = world.apply(CUSTOM).settle();
        assertEquals("True AllReady", condition(reverted, "Ready"));
        assertTrue(world.server().takeRequests().stream().allMatch(LifeTest::isStatusOrEvent));
        assertEquals(List.of(), Snapshot.differences(before, Snapshot.of(world)));
    }

    @Test
    void aForeignObjectIsLeftAloneAndSaidSo() {
        World world = World.with("shop", true);
        Service foreign = new ServiceBuilder()
            .withNewMetadata().withNamespace(World.NAMESPACE).withName("prices").endMetadata()
            .withNewSpec().addToSelector("app", "legacy").endSpec()
            .build();
        world.server().create(foreign);
        String version = world.find(Service.class, "prices").orElseThrow().getMetadata().getResourceVersion();
        World.Round round = world.apply(Edit.without(CUSTOM, "gateway")).settle();

        assertEquals("False NameConflict", condition(round, "Ready"));
        assertTrue(round.status().children().getFirst().message().contains("someone else"));
        assertEquals(version, world.find(Service.class, "prices").orElseThrow().getMetadata().getResourceVersion());
        assertTrue(world.find(Deployment.class, "catalogue").isPresent(), "it goes on with the rest");

        world.apply(Edit.with(CUSTOM, "services: [{name: catalogue, image: a}]\ngateway:")).settle();
        assertTrue(world.find(Service.class, "prices").isPresent(), "it is not deleted with the service of its name");

        world.apply(Edit.without(CUSTOM, "gateway")).settle();
        world.server().delete(foreign);
        assertEquals("True AllReady", condition(world.settle(), "Ready"));
    }

    @Test
    void aForeignObjectWithTheOperatorsLabelsIsNotOurs() {
        World world = World.with("shop", true).apply(CUSTOM);
        world.server().create(new ConfigMapBuilder()
            .withNewMetadata()
                .withNamespace(World.NAMESPACE).withName("old")
                .addToLabels(Metadata.MANAGED_BY, Metadata.OPERATOR).addToLabels(Metadata.INSTANCE, "shop")
            .endMetadata()
            .build());
        world.settle();
        assertTrue(world.find(ConfigMap.class, "old").isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        minimal | services: [{name: user-service}, {name: payment-service}]
        minimal | services: [{name: user-service}, {name: other, image: a}]
        minimal | networkPolicy: false
        istio   | mesh: {provider: None}
        full    | gateway:
        full    | resources: [{name: shop-db, provider: External, secretRef: {name: mine}}, {name: warehouse, provider: External, secretRef: {name: warehouse}}]
        """)
    void whatIsNoLongerWantedGoes(String sample, String change) {
        ShopPlatformSpec changed = Edit.with(Samples.spec(sample), change);
        World world = World.settled(sample).apply(changed);
        world.settle();
        World straight = World.with("shop", true).apply(changed);
        straight.settle();
        assertEquals(names(straight), names(world));
    }

    @Test
    void theNewGatewayIsReadyBeforeTheOldOneGoes() {
        World world = World.settled("istio");
        world.controllers().breakApp("shop-gateway");
        world.apply(Edit.with(Samples.spec("istio"), "gateway: {provider: NGINX}")).settle();
        assertTrue(world.find(Gateway.class, "shop-gateway").isPresent());
        assertTrue(world.find(VirtualService.class, "shop-gateway").isPresent());

        world.controllers().healAll();
        world.settle();
        assertTrue(world.find(Deployment.class, "shop-gateway").isPresent());
        assertFalse(world.find(Gateway.class, "shop-gateway").isPresent());
    }

    @Test
    void theOldGatewayStaysWhereTheNewOneCannotBe() {
        World world = World.with("shop", false).apply(Samples.spec("minimal"));
        world.settle();
        World.Round round = world.apply(Edit.with(Samples.spec("minimal"), "gateway: {provider: Istio}")).settle();
        assertEquals("False IstioNotInstalled", condition(round, "GatewayReady"));
        assertTrue(world.find(Deployment.class, "shop-gateway").isPresent());
        assertTrue(world.find(NetworkPolicy.class, "shop-gateway").isPresent());

        world.istio(true);
        world.settle();
        assertTrue(world.find(Gateway.class, "shop-gateway").isPresent());
        assertFalse(world.find(Deployment.class, "shop-gateway").isPresent());
    }

    @Test
    void theNumberOfPodsIsTheAutoscalersAcrossOnAndOff() {
        World world = World.with("shop", true).apply(CUSTOM);
        world.settle();
        ShopPlatformSpec autoscaled = Edit.with(CUSTOM, """
            services:
            - {name: catalogue, image: "registry.example.com/catalogue:v1", dependsOn: [prices], autoscaling: {maxReplicas: 5}}
            - {name: prices, image: "registry.example.com/prices:v1", config: {CURRENCY: EUR}}
            """);
        world.apply(autoscaled).settle(round -> assertEquals(3, replicas(world), "it goes on with the pods that run"));
        assertTrue(world.find(HorizontalPodAutoscaler.class, "catalogue").isPresent());

        world.controllers().load("catalogue", 5);
        world.settle();
        assertEquals(5, replicas(world), "the operator does not fight the autoscaler");
        world.server().takeRequests();
        world.restartOperator();
        world.settle();
        assertEquals(List.of(), world.server().takeRequests());

        world.apply(CUSTOM).settle();
        assertEquals(3, replicas(world));
        assertFalse(world.find(HorizontalPodAutoscaler.class, "catalogue").isPresent());
    }

    @Test
    void aServiceWithoutPodsGetsSomeWhenItIsAutoscaled() {
        World world = World.with("shop", true).apply(Edit.spec("{version: '1', services: [{name: a, image: i, replicas: 0}]}"));
        world.settle();
        world.apply(Edit.spec("{version: '1', services: [{name: a, image: i, autoscaling: {minReplicas: 2, maxReplicas: 3}}]}")).settle();
        assertEquals(2, world.find(Deployment.class, "a").orElseThrow().getSpec().getReplicas());
    }

    private static int replicas(World world) {
        return world.find(Deployment.class, "catalogue").orElseThrow().getSpec().getReplicas();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "version: '2.0'",
        "networkPolicy: false",
        "mesh: {provider: Istio}",
        "revisionHistoryLimit: 3",
        "resources: [{name: more}]",
        "gateway: {hostnames: [www.shop.example.com, shop.example.com], routes: ["
            + "{name: prices, service: prices, matches: [{path: {value: /prices/}}]},"
            + "{name: all, service: catalogue, matches: [{path: {type: Exact, value: /}}, {path: {value: /catalogue}}]}]}",
        "services: [{name: prices, image: 'registry.example.com/prices:v1', port: 8080, replicas: 1, config: {CURRENCY: EUR}},"
            + "{name: catalogue, image: 'registry.example.com/catalogue:v1', dependsOn: [prices], replicas: 2}]"})
    void aChangeWithoutEffectOnPodsLeavesTheirTemplatesAlone(String change) {
        World world = World.with("shop", true).apply(CUSTOM);
        world.settle();
        Map<String, Object> before = templates(world);
        world.apply(Edit.with(CUSTOM, change)).settle();
        Map<String, Object> after = templates(world);
        after.keySet().retainAll(before.keySet());
        assertEquals(before, after);
    }

    @Test
    void aNewConfigRollsThePodsOfItsServiceAlone() {
        World world = World.with("shop", true).apply(CUSTOM);
        world.settle();
        Map<String, Object> before = templates(world);
        world.apply(Edit.of(CUSTOM, spec -> spec.withObject("/services/1/config").put("CURRENCY", "USD"))).settle();
        Map<String, Object> after = templates(world);
        assertFalse(before.remove("prices").equals(after.remove("prices")));
        assertEquals(before, after);
    }

    @Test
    void aNewSecretRollsThePodsThatReadItAlone() {
        World world = World.settled("full");
        Map<String, Object> before = templates(world);
        World.Round round = world.settle();
        world.server().create(secretOf("reports-token"));
        world.settle();
        Map<String, Object> after = templates(world);
        assertFalse(before.remove("reports").equals(after.remove("reports")));
        assertEquals(before, after);
        assertEquals("True AllReady", condition(round, "Ready"));
    }

    @Test
    void aConfigMapOfTheUsersRollsThePodsThatReadItAlone() {
        ShopPlatformSpec reads = Edit.of(CUSTOM, spec -> spec.withObject("/services/1").withArray("env").addObject()
            .put("name", "RATES").withObject("valueFrom").withObject("configMapKeyRef").put("name", "rates").put("key", "EUR"));
        World world = World.with("shop", true).apply(reads);
        ConfigMap rates = new ConfigMapBuilder()
            .withNewMetadata().withNamespace(World.NAMESPACE).withName("rates").endMetadata().addToData("EUR", "1").build();
        world.server().create(rates);
        world.settle();
        Map<String, Object> before = templates(world);
        world.server().edit("kubectl-edit", rates, List.of("data", "EUR"), new TextNode("2"));
        world.settle();
        Map<String, Object> after = templates(world);
        assertFalse(before.remove("prices").equals(after.remove("prices")));
        assertEquals(before, after);
    }

    private static Secret secretOf(String name) {
        Secret secret = new Secret();
        secret.setMetadata(new ObjectMetaBuilder()
            .withNamespace(World.NAMESPACE).withName(name).build());
        secret.setData(Map.of("token", "dG9rZW4="));
        return secret;
    }

    @Test
    void driftIsTakenBack() {
        World world = World.settled("minimal");
        Map<String, String> before = Snapshot.of(world);
        Deployment deployment = world.find(Deployment.class, "user-service").orElseThrow();
        world.server().edit("kubectl-edit", deployment,
            List.of("spec", "template", "spec", "containers", "[user-service]", "image"), new TextNode("mine"));
        world.server().edit("kubectl-label", world.find(NetworkPolicy.class, "order-service").orElseThrow(),
            List.of("metadata", "labels", Metadata.MANAGED_BY), new TextNode("me"));
        world.server().delete(world.find(Service.class, "payment-service").orElseThrow());
        world.settle();
        assertEquals(List.of(), Snapshot.differences(before, Snapshot.of(world)));
    }

    @Test
    void aCacheThatIsOlderThanTheLastWriteIsNotBelieved() {
        World world = World.with("shop", true).apply(CUSTOM);
        world.settle();
        world.apply(Edit.of(CUSTOM, spec -> spec.withObject("/services/1/config").put("CURRENCY", "USD"))).reconcile();
        assertEquals("USD", world.find(ConfigMap.class, "prices").orElseThrow().getData().get("CURRENCY"));
        world.apply(CUSTOM).reconcile();
        assertEquals("EUR", world.find(ConfigMap.class, "prices").orElseThrow().getData().get("CURRENCY"));
    }

    @Test
    void aWriteIsNotRepeatedWhileTheCacheLags() {
        World world = World.with("shop", true).apply(CUSTOM);
        world.reconcile();
        world.server().takeRequests();
        world.reconcile();
        assertTrue(world.server().takeRequests().stream().allMatch(LifeTest::isStatusOrEvent));
    }

    @Test
    void whatOthersAddStays() {
        World world = World.settled("minimal");
        Deployment deployment = world.find(Deployment.class, "user-service").orElseThrow();
        world.server().edit("kubectl-annotate", deployment, List.of("metadata", "annotations", "team"), new TextNode("a"));
        world.settle();
        assertEquals("a", world.find(Deployment.class, "user-service").orElseThrow().getMetadata().getAnnotations().get("team"));
    }

    @Test
    void aPausedPlatformIsLeftAlone() {
        World world = World.with("shop", true);
        world.pause(true);
        World.Round round = world.apply(CUSTOM).settle();
        assertEquals("True Paused", condition(round, "ReconciliationPaused"));
        assertEquals(Set.of(), names(world));
        world.pause(false);
        assertEquals("True AllReady", condition(world.settle(), "Ready"));
    }

    @Test
    void thePasswordNeverChangesByItselfAndDeletingTheSecretAsksForANewOne() {
        World world = World.settled("minimal");
        String password = password(world);
        world.apply(Edit.with(Samples.spec("minimal"), "version: '0.2.0'")).settle();
        world.restartOperator();
        world.settle();
        assertEquals(password, password(world));

        Object template = world.find(StatefulSet.class, "shop-db").orElseThrow().getSpec().getTemplate();
        world.server().delete(world.find(Secret.class, "shop-db").orElseThrow());
        world.settle();
        assertFalse(password.equals(password(world)));
        assertFalse(template.equals(world.find(StatefulSet.class, "shop-db").orElseThrow().getSpec().getTemplate()));
    }

    private static String password(World world) {
        return world.find(Secret.class, "shop-db").orElseThrow().getData().get("password");
    }

    @Test
    void istioIsPickedUpWhenItComes() {
        World world = World.with("shop", false).apply(Samples.spec("tutorial"));
        assertEquals("False IstioNotInstalled", condition(world.settle(), "MeshReady"));
        assertTrue(world.find(Deployment.class, "user-service").isPresent(), "the rest works");
        world.istio(true);
        assertEquals("True AllReady", condition(world.settle(), "MeshReady"));
        assertEquals("v1", world.find(VirtualService.class, "user-service").orElseThrow().getSpec().getHttp().getFirst().getRoute()
            .getFirst().getDestination().getSubset());
        world.istio(false);
        assertEquals("False IstioNotInstalled", condition(world.settle(), "MeshReady"));
    }

    @Test
    void aServiceWaitsForThoseItDependsOnAndRunsOnWithoutThem() {
        World world = World.with("shop", true);
        world.controllers().breakApp("prices");
        World.Round round = world.apply(CUSTOM).settle();
        assertFalse(world.find(Deployment.class, "catalogue").isPresent());
        assertEquals("True ImagePullBackOff", condition(round, "Degraded"));
        assertTrue(round.status().children().stream().anyMatch(child ->
            child.name().equals("catalogue") && child.message().equals("it starts when ready: prices")), "it says what it waits for");

        world.controllers().healAll();
        world.settle();
        world.controllers().breakApp("prices");
        world.apply(Edit.with(CUSTOM, TWO_SERVICES.replace("catalogue:v1", "catalogue:v2"))).settle();
        assertEquals("v2", world.find(Deployment.class, "catalogue").orElseThrow()
            .getSpec().getTemplate().getMetadata().getLabels().get("version"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        minimal | version: '0.2.0'
        minimal | gateway: {routes: [{name: all, service: user-service, matches: [{path: {value: /}}]}]}
        istio   | version: '0.2.0'
        """)
    void noOneTakesTheReadinessOfTheOldPodsForThatOfTheNewOnes(String sample, String change) {
        World world = World.settled(sample);
        world.apply(Edit.with(Samples.spec(sample), change));
        World.Round first = world.reconcile();
        assertTrue(condition(first, "Ready").startsWith("False"), condition(first, "Ready"));
        assertEquals("True AllReady", condition(world.settle(), "Ready"));
    }

    @Test
    void aStorageThatCannotChangeIsSaidAndDoesNotBlockTheRest() {
        World world = World.settled("minimal");
        String external = "resources: [{name: shop-db, provider: External, secretRef: {name: mine}}]";
        String larger = "resources: [{name: shop-db, storage: 2Gi}]";
        world.apply(Edit.with(Samples.spec("minimal"), external)).apply(Edit.with(Samples.spec("minimal"), larger));
        assertEquals("False StorageUnchanged", condition(world.settle(), "Ready"));
        assertEquals(List.of(), world.server().refusals());
        assertEquals("True AllReady", condition(world.apply(Samples.spec("minimal")).settle(), "Ready"));
    }

    @Test
    void whatRefersToOthersGoesBeforeThem() {
        World world = World.settled("tutorial");
        world.server().takeRequests();
        world.apply(Edit.with(Samples.spec("tutorial"), "mesh: {provider: None}")).settle();
        List<String> deleted = world.server().takeRequests().stream().filter(request -> request.startsWith("DELETE")).toList();
        assertEquals(2, deleted.size(), deleted.toString());
        assertTrue(deleted.getFirst().contains("virtualservices"), deleted.toString());
        assertTrue(deleted.getLast().contains("destinationrules"), deleted.toString());
    }

    private static boolean isStatusOrEvent(String request) {
        return request.endsWith("/status") || request.contains("/events");
    }

    private static String condition(World.Round round, String type) {
        return round.status().conditions().stream()
            .filter(condition -> condition.getType().equals(type))
            .map(condition -> condition.getStatus() + " " + condition.getReason())
            .findFirst()
            .orElse("none");
    }

    private static Set<String> names(World world) {
        return world.objects().stream()
            .filter(object -> Metadata.controls(world.platform().getMetadata().getUid(), object))
            .map(LifeTest::name)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    private static Map<String, Object> templates(World world) {
        Map<String, Object> templates = new TreeMap<>();
        world.server().list(Deployment.class).forEach(d -> templates.put(d.getMetadata().getName(), d.getSpec().getTemplate()));
        world.server().list(StatefulSet.class).forEach(s -> templates.put(s.getMetadata().getName(), s.getSpec().getTemplate()));
        return templates;
    }
}
