package dev.shopplatform.operator.child;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.world.Actions;
import dev.shopplatform.operator.world.Edit;
import dev.shopplatform.operator.world.Samples;
import dev.shopplatform.operator.world.Specs;
import dev.shopplatform.operator.world.World;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Evaluates the policies as a network would, for every pair of pods: the edges that the spec names are open, and no other. */
class NetworkPoliciesTest {
    /** A pod, its namespace, and its container ports by name. */
    private record Host(String name, String namespace, Map<String, String> labels, Map<String, Integer> ports) {}

    private static final Host STRANGER = new Host("stranger", World.NAMESPACE, Map.of("app", "stranger"), Map.of());
    private static final Host OUTSIDER = new Host("outsider", "elsewhere", Map.of("app", "user-service"), Map.of());
    private static final Host ISTIO = new Host("istio", "istio-system", Map.of("istio", "ingressgateway"), Map.of("http", 15012));
    private static final Host DNS = new Host("dns", "kube-system", Map.of("k8s-app", "kube-dns"), Map.of("dns", 53));

    @Provide
    Arbitrary<ShopPlatformSpec> specs() {
        return Specs.any();
    }

    @Property(tries = 10)
    void opensTheEdgesOfTheSpecAndNoOther(@ForAll("specs") ShopPlatformSpec spec) {
        World world = World.with("shop", true);
        world.server().create(Actions.secret());
        Shop shop = world.apply(Edit.with(spec, "networkPolicy: true")).settle().view().shop();
        assertEquals(expected(shop), open(world));
    }

    @Test
    void theBundledShopsEdges() {
        assertEquals(new TreeSet<>(Set.of(
            "anyone -> shop-gateway:8080",
            "shop-gateway -> user-service:8080", "shop-gateway -> order-service:8080",
            "order-service -> user-service:8080", "order-service -> payment-service:8080",
            "user-service -> shop-db:5432", "order-service -> shop-db:5432", "payment-service -> shop-db:5432",
            "user-service -> dns:53", "order-service -> dns:53", "payment-service -> dns:53")), open(World.settled("minimal")));
        assertEquals(expected(World.settled("minimal").settle().view().shop()), open(World.settled("minimal")));
    }

    @Test
    void istiosGatewayComesFromItsNamespace() {
        Set<String> open = open(World.settled("istio"));
        assertEquals(Samples.spec("istio").gateway().provider().name(), "Istio");
        assertEquals(Set.of("istio -> user-service:8080", "istio -> order-service:8080"),
            new TreeSet<>(open.stream().filter(edge -> edge.startsWith("istio ->")).toList()));
    }

    private static Set<String> expected(Shop shop) {
        Set<String> edges = new TreeSet<>();
        for (Shop.Service service : shop.services()) {
            edges.add(service.name() + " -> dns:53");
            service.dependsOn().forEach(name -> edges.add(service.name() + " -> " + name + ":" + shop.service(name).orElseThrow().port()));
            service.bindings().forEach(database -> edges.add(service.name() + " -> " + (database.managed() ? database.name() + ":5432" : "anywhere")));
            boolean anywhere = service.bindings().stream().anyMatch(database -> !database.managed());
            if (shop.mesh() || anywhere) {
                edges.add(service.name() + " -> istio:15012");
            }
        }
        shop.gateway().ifPresent(gateway -> {
            boolean istio = gateway.provider().name().equals("Istio");
            if (!istio) {
                edges.add("anyone -> " + gateway.name() + ":8080");
            }
            gateway.routes().forEach(route ->
                edges.add((istio ? "istio" : gateway.name()) + " -> " + route.service().name() + ":" + route.service().port()));
        });
        return edges;
    }

    private static Set<String> open(World world) {
        List<NetworkPolicy> policies = world.server().list(NetworkPolicy.class);
        List<Host> shop = hosts(world);
        List<Host> all = Stream.concat(shop.stream(), Stream.of(STRANGER, OUTSIDER, ISTIO, DNS)).toList();
        Set<String> edges = new TreeSet<>();
        for (Host from : all) {
            boolean anywhere = egressAnywhere(from, policies);
            if (anywhere && shop.contains(from)) {
                edges.add(from.name() + " -> anywhere");
            }
            for (Host to : all) {
                boolean ofTheShop = shop.contains(from) || shop.contains(to);
                to.ports().values().stream().distinct()
                    .filter(port -> from != to && ofTheShop && leaves(from, to, port, policies) && enters(from, to, port, policies))
                    .forEach(port -> edges.add(from.name() + " -> " + to.name() + ":" + port));
            }
        }
        shop.stream().flatMap(host -> host.ports().values().stream().map(port -> host.name() + ":" + port)).forEach(target -> {
            if (all.stream().filter(host -> !target.startsWith(host.name() + ":")).filter(host -> !shop.contains(host))
                    .allMatch(host -> edges.contains(host.name() + " -> " + target))) {
                edges.removeIf(edge -> edge.endsWith(" -> " + target));
                edges.add("anyone -> " + target);
            }
        });
        return edges;
    }

    private static List<Host> hosts(World world) {
        Map<String, Map<String, Integer>> ports = new HashMap<>();
        Stream.concat(
                world.server().list(Deployment.class).stream().map(d -> d.getSpec().getTemplate()),
                world.server().list(StatefulSet.class).stream().map(s -> s.getSpec().getTemplate()))
            .forEach(template -> template.getSpec().getContainers().getFirst().getPorts().forEach(port ->
                ports.computeIfAbsent(template.getMetadata().getLabels().get("app"), app -> new HashMap<>())
                    .put(port.getName(), port.getContainerPort())));
        return Stream.concat(
                world.server().list(Deployment.class).stream().map(d -> d.getSpec().getTemplate().getMetadata().getLabels()),
                world.server().list(StatefulSet.class).stream().map(s -> s.getSpec().getTemplate().getMetadata().getLabels()))
            .map(labels -> new Host(labels.get("app"), World.NAMESPACE, labels, ports.get(labels.get("app"))))
            .toList();
    }

    private static boolean selects(NetworkPolicy policy, Host host, String type) {
        return policy.getMetadata().getNamespace().equals(host.namespace())
            && policy.getSpec().getPolicyTypes().contains(type)
            && host.labels().entrySet().containsAll(policy.getSpec().getPodSelector().getMatchLabels().entrySet());
    }

    private static boolean leaves(Host from, Host to, int port, List<NetworkPolicy> policies) {
        List<NetworkPolicy> selecting = policies.stream().filter(policy -> selects(policy, from, "Egress")).toList();
        return selecting.isEmpty() || selecting.stream()
            .flatMap(policy -> policy.getSpec().getEgress().stream())
            .anyMatch(rule -> isOneOf(to, rule.getTo()) && isPort(to, port, rule.getPorts()));
    }

    private static boolean egressAnywhere(Host from, List<NetworkPolicy> policies) {
        return leaves(from, new Host("internet", "", Map.of(), Map.of()), 1, policies);
    }

    private static boolean enters(Host from, Host to, int port, List<NetworkPolicy> policies) {
        List<NetworkPolicy> selecting = policies.stream().filter(policy -> selects(policy, to, "Ingress")).toList();
        return selecting.isEmpty() || selecting.stream()
            .flatMap(policy -> policy.getSpec().getIngress().stream())
            .anyMatch(rule -> isOneOf(from, rule.getFrom()) && isPort(to, port, rule.getPorts()));
    }

    private static boolean isOneOf(Host host, List<NetworkPolicyPeer> peers) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> {
            boolean namespace = peer.getNamespaceSelector() == null ? host.namespace().equals(World.NAMESPACE)
                : peer.getNamespaceSelector().getMatchLabels().equals(Map.of("kubernetes.io/metadata.name", host.namespace()));
            boolean pod = peer.getPodSelector() == null
                || host.labels().entrySet().containsAll(peer.getPodSelector().getMatchLabels().entrySet());
            return namespace && pod;
        });
    }

    private static boolean isPort(Host to, int port, List<NetworkPolicyPort> ports) {
        return ports.isEmpty() || ports.stream().filter(rule -> rule.getProtocol().equals("TCP")).anyMatch(rule -> {
            IntOrString wanted = rule.getPort();
            Integer number = wanted.getIntVal() != null ? wanted.getIntVal() : to.ports().get(wanted.getStrVal());
            return number != null && number == port;
        });
    }
}
