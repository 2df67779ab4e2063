package dev.shopplatform.operator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.operator.world.Edit;
import dev.shopplatform.operator.world.Samples;
import dev.shopplatform.operator.world.World;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopsTest {
    @Test
    void anEmptySpecIsTheBundledShop() {
        Shop shop = resolve("version: '1.2'");
        assertEquals(List.of("user-service", "order-service", "payment-service"), shop.services().stream().map(Shop.Service::name).toList());
        assertEquals("ghcr.io/shopplatform/order-service:1.2", shop.service("order-service").orElseThrow().image());
        assertEquals(List.of("payment-service", "user-service"), shop.service("order-service").orElseThrow().dependsOn());
        assertEquals(List.of("shop-db"), shop.databases().stream().map(Shop.Database::name).toList());
        assertTrue(shop.services().stream().allMatch(service -> service.bindings().equals(shop.databases())));
        assertEquals(List.of("/users", "/orders"), shop.gateway().orElseThrow().routes().stream().map(Shop.Route::path).toList());
        assertEquals("shop-gateway", shop.gateway().orElseThrow().name());
        assertEquals(2, shop.gateway().orElseThrow().replicas());
        assertTrue(shop.networkPolicy());
        assertEquals(10, shop.revisionHistoryLimit());
    }

    @Test
    void aServiceHasDefaults() {
        Shop.Service service = resolve("{version: '1', services: [{name: a, image: i}]}").service("a").orElseThrow();
        assertEquals(8080, service.port());
        assertEquals(Optional.of(1), service.replicas());
        assertEquals("http://a:8080", service.url());
        assertEquals(1, service.podDisruptionBudget().maxUnavailable().getIntVal());
        assertEquals(null, service.probes().liveness());
        assertEquals("http", service.probes().readiness().getTcpSocket().getPort().getStrVal());
    }

    @Test
    void aBundledServiceDependsOnlyOnThoseThatThereAre() {
        Shop shop = resolve("{version: '1', services: [{name: order-service}, {name: user-service}]}");
        assertEquals(List.of("user-service"), shop.service("order-service").orElseThrow().dependsOn());
    }

    @Test
    void ownServicesHaveNeitherGatewayNorDatabase() {
        Shop shop = resolve("{version: '1', services: [{name: user-service, image: mine}]}");
        assertEquals(Optional.empty(), shop.gateway());
        assertEquals(List.of(), shop.databases());
    }

    @Test
    void ownProbesReplaceTheDefaultOnesOneByOne() {
        Shop.Service service = resolve("""
            version: '1'
            services:
            - name: a
              image: i
              probes: {liveness: {exec: {command: [alive]}}}
            """).service("a").orElseThrow();
        assertEquals(List.of("alive"), service.probes().liveness().getExec().getCommand());
        assertEquals("http", service.probes().readiness().getTcpSocket().getPort().getStrVal());
    }

    @Test
    void secretsAreThoseOfDatabasesAndVariables() {
        assertEquals(Set.of("shop-db", "warehouse", "reports-token"),
            resolve(Samples.platform("full")).references().stream().map(Reference::name).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "yes, false"})
    void pausesForTrueAlone(String value, boolean paused) {
        ShopPlatform platform = platform("version: '1'");
        platform.getMetadata().getAnnotations().put(ShopPlatform.PAUSE_ANNOTATION, value);
        assertEquals(paused, resolve(platform).paused());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {name: a, image: i, dependsOn: [b]} | spec.services[a].dependsOn: there is no service b in spec.services; add it or correct the name
        {name: a, image: i, dependsOn: [a]} | spec.services[a].dependsOn: cycle a -> a; remove one of these dependencies
        {name: a, image: i, bindings: [{resource: d}]} | spec.services[a].bindings: there is no resource d in spec.resources; add it or correct the name
        """)
    void saysWhatIsWrongWithAService(String service, String message) {
        assertEquals(message, refusal("{version: '1', services: [" + service + "]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid/invalid-dependency-cycle", "invalid/invalid-duplicate-match", "invalid/invalid-no-routes"})
    void refusesWhatTheApiServerCannot(String sample) {
        String expected = Samples.text(sample).lines().findFirst().orElseThrow().substring("# expect-condition: ".length());
        ShopPlatform platform = Samples.platform(sample);
        String message = assertThrows(InvalidSpecException.class, () -> resolve(platform)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void aRouteToAnUnknownServiceIsNamed() {
        assertEquals("spec.gateway.routes[r].service: there is no service b in spec.services; add it or correct the name", refusal("""
            version: '1'
            services: [{name: a, image: i}]
            gateway: {routes: [{name: r, service: b, matches: [{path: {value: /b}}]}]}
            """));
    }

    @Test
    void prefixesLoseTheSlashAtTheirEnd() {
        Shop shop = resolve("""
            version: '1'
            services: [{name: a, image: i}]
            gateway: {routes: [{name: r, service: a, matches: [{path: {value: /a/}}, {path: {value: /}}, {path: {type: Exact, value: /x/}}]}]}
            """);
        assertEquals(List.of("/a", "", "/x/"), shop.gateway().orElseThrow().routes().stream().map(Shop.Route::path).toList());
    }

    private static String refusal(String spec) {
        return assertThrows(InvalidSpecException.class, () -> resolve(spec)).getMessage();
    }

    private static Shop resolve(String spec) {
        return resolve(platform(spec));
    }

    private static Shop resolve(ShopPlatform platform) {
        return Shops.resolve(platform, World.IMAGES);
    }

    private static ShopPlatform platform(String spec) {
        ShopPlatform platform = new ShopPlatform();
        platform.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("n").withUid("u").build());
        platform.setSpec(Edit.spec(spec));
        return platform;
    }
}
