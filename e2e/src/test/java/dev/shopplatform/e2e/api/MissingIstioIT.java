package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Istio comes and goes while the operator runs. */
class MissingIstioIT extends ApiTest {
    private static final String MESHED = Shops.single("shop", "prices") + """
              mesh: {provider: Istio}
              gateway:
                provider: Istio
                routes: [{name: all, service: prices, matches: [{path: {value: /}}]}]
            """;

    private final IstioDefinitions istio = new IstioDefinitions(lab.client());

    @BeforeEach
    @AfterEach
    void removeIstio() {
        istio.remove();
    }

    @Test
    void absentItIsAConditionAndPresentItIsUsed() {
        space.apply(MESHED);
        eventually(() -> assertEquals("False/IstioNotInstalled", space.state("shop", "MeshReady")));
        assertEquals("False/IstioNotInstalled", space.state("shop", "GatewayReady"));
        eventually(() -> assertEquals(1, space.status("shop").orElseThrow().services().getFirst().ready(), "the rest works"));
        Map<String, String> before = space.versions();

        istio.install();
        settled("shop");
        assertEquals("True/AllReady", space.state("shop", "MeshReady"));
        assertEquals(Set.of("VirtualService/prices", "DestinationRule/prices", "Gateway/shop-gateway",
                "VirtualService/shop-gateway"), space.children(Kind.ISTIO).keySet());
        String uid = space.get(Kind.VirtualService, "prices").getMetadata().getUid();
        space.delete(Kind.VirtualService, "prices");
        eventually(() -> {
            assertNotNull(space.get(Kind.VirtualService, "prices"));
            assertTrue(!uid.equals(space.get(Kind.VirtualService, "prices").getMetadata().getUid()));
        });
        assertEquals(before, space.versions());

        istio.remove();
        eventually(() -> assertEquals("False/IstioNotInstalled", space.state("shop", "MeshReady")));
        assertTrue(operator().isReady());
        space.delete(Kind.PodDisruptionBudget, "prices");
        eventually(() -> assertNotNull(space.get(Kind.PodDisruptionBudget, "prices")));

        istio.install();
        settled("shop");
    }

    /** Of a kind that has no health of its own, and so is wrong only by this. */
    @Test
    void aTakenNameIsAMatterOfTheMeshAndOfTheGateway() {
        istio.install();
        space.apply("""
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: shop-gateway}
                spec: {selector: {istio: other}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [other.example.com]}]}
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: prices}
                spec: {hosts: [other.example.com], http: [{route: [{destination: {host: other}}]}]}
                """);
        space.apply(MESHED);
        eventually(() -> assertEquals("False/NameConflict", space.state("shop", "GatewayReady")));
        assertEquals("False/NameConflict", space.state("shop", "MeshReady"));
    }

    /** Make before break: what cannot come must not cost what is there. */
    @Test
    void theOldGatewayStaysUntilTheNewOneHasItsName() {
        istio.install();
        space.apply(Shops.ALL_KINDS);
        settled("shop");
        space.apply("""
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: shop-gateway}
                spec: {selector: {istio: other}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [other.example.com]}]}
                """);
        Set<String> old = Set.of("Deployment/shop-gateway", "Service/shop-gateway", "ConfigMap/shop-gateway",
                "PodDisruptionBudget/shop-gateway", "NetworkPolicy/shop-gateway");
        space.apply(Shops.ALL_KINDS.replace("gateway:\n", "gateway:\n    provider: Istio\n"));
        eventually(() -> assertEquals("False/NameConflict", space.state("shop", "GatewayReady")));
        assertTrue(space.names().containsAll(old), () -> space.names().toString());
        space.delete(Kind.Gateway, "shop-gateway");
        settled("shop");
        eventually(() -> assertTrue(space.names().stream().noneMatch(old::contains), () -> space.names().toString()));
    }
}
