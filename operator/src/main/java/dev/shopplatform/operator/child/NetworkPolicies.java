package dev.shopplatform.operator.child;

import dev.shopplatform.api.v1alpha1.GatewaySpec.Provider;
import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Nothing reaches a pod of the shop, and it reaches nothing, but for the edges that the resource names. Policies add up, so
 * users open more with policies of their own.
 */
public final class NetworkPolicies implements Child<NetworkPolicy> {
    private static final String ISTIO_NAMESPACE = "istio-system";

    @Override
    public Class<NetworkPolicy> kind() {
        return NetworkPolicy.class;
    }

    @Override
    public Stream<Wanted<NetworkPolicy>> desired(View view) {
        Shop shop = view.shop();
        if (!shop.networkPolicy()) {
            return Stream.empty();
        }
        Stream<NetworkPolicy> services = shop.services().stream().map(service -> policy(shop, service));
        Stream<NetworkPolicy> gateways = shop.gateway(Provider.NGINX).stream().map(gateway -> policy(shop, gateway));
        Stream<NetworkPolicy> databases = shop.managedDatabases().map(database -> policy(shop, database));
        return Stream.of(services, gateways, databases).flatMap(policies -> policies).map(Wanted::apply);
    }

    private static NetworkPolicy policy(Shop shop, Shop.Service service) {
        List<NetworkPolicyPeer> callers = new ArrayList<>(shop.callers(service).map(caller -> app(shop, caller.name())).toList());
        if (shop.exposes(service)) {
            shop.gateway(Provider.NGINX).ifPresent(gateway -> callers.add(app(shop, gateway.name())));
            shop.gateway(Provider.Istio).ifPresent(gateway -> callers.add(namespace(ISTIO_NAMESPACE)));
        }
        List<NetworkPolicyEgressRule> egress = new ArrayList<>(List.of(dns()));
        service.dependsOn().stream().flatMap(name -> shop.service(name).stream())
            .forEach(callee -> egress.add(to(app(shop, callee.name()), callee.port())));
        for (Shop.Database database : service.bindings()) {
            egress.add(database.managed() ? to(app(shop, database.name()), Databases.PORT) : toAnywhere());
        }
        if (shop.mesh()) {
            egress.add(new NetworkPolicyEgressRuleBuilder().withTo(namespace(ISTIO_NAMESPACE)).build());
        }
        return policy(shop, service.name(), Metadata.SERVICE, from(callers, "http"), egress);
    }

    private static NetworkPolicy policy(Shop shop, Shop.Gateway gateway) {
        var anyone = new NetworkPolicyIngressRuleBuilder().withPorts(port(new IntOrString("http"))).build();
        List<NetworkPolicyEgressRule> egress = gateway.routes().stream()
            .map(Shop.Route::service)
            .distinct()
            .map(service -> to(app(shop, service.name()), service.port()))
            .toList();
        return policy(shop, gateway.name(), Metadata.GATEWAY, List.of(anyone), egress);
    }

    private static NetworkPolicy policy(Shop shop, Shop.Database database) {
        List<NetworkPolicyPeer> clients = shop.services().stream()
            .filter(service -> service.bindings().contains(database))
            .map(service -> app(shop, service.name()))
            .toList();
        return policy(shop, database.name(), Metadata.DATABASE, from(clients, "postgres"), List.of());
    }

    private static NetworkPolicy policy(
            Shop shop, String app, String component, List<NetworkPolicyIngressRule> ingress, List<NetworkPolicyEgressRule> egress) {
        return new NetworkPolicyBuilder()
            .withMetadata(Metadata.of(app, component))
            .withNewSpec()
                .withNewPodSelector().withMatchLabels(Metadata.selector(shop, app)).endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(ingress)
                .withEgress(egress)
            .endSpec()
            .build();
    }

    /** A rule without peers would let everyone in, so no peers means no rule. */
    private static List<NetworkPolicyIngressRule> from(List<NetworkPolicyPeer> peers, String port) {
        return peers.isEmpty() ? List.of()
            : List.of(new NetworkPolicyIngressRuleBuilder().withFrom(peers).withPorts(port(new IntOrString(port))).build());
    }

    private static NetworkPolicyEgressRule to(NetworkPolicyPeer peer, int port) {
        return new NetworkPolicyEgressRuleBuilder().withTo(peer).withPorts(port(new IntOrString(port))).build();
    }

    /** An external database is wherever its Secret says, at whatever port, which the operator does not read. */
    private static NetworkPolicyEgressRule toAnywhere() {
        return new NetworkPolicyEgressRuleBuilder().withTo(List.of()).build();
    }

    private static NetworkPolicyEgressRule dns() {
        return new NetworkPolicyEgressRuleBuilder()
            .withTo(new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector().addToMatchLabels("kubernetes.io/metadata.name", "kube-system").endNamespaceSelector()
                .withNewPodSelector().addToMatchLabels("k8s-app", "kube-dns").endPodSelector()
                .build())
            .withPorts(
                new NetworkPolicyPortBuilder().withProtocol("UDP").withPort(new IntOrString(53)).build(),
                port(new IntOrString(53)))
            .build();
    }

    private static NetworkPolicyPeer app(Shop shop, String app) {
        return new NetworkPolicyPeerBuilder()
            .withNewPodSelector().withMatchLabels(Metadata.selector(shop, app)).endPodSelector()
            .build();
    }

    private static NetworkPolicyPeer namespace(String name) {
        return new NetworkPolicyPeerBuilder()
            .withNewNamespaceSelector().addToMatchLabels("kubernetes.io/metadata.name", name).endNamespaceSelector()
            .build();
    }

    private static NetworkPolicyPort port(IntOrString port) {
        return new NetworkPolicyPortBuilder().withProtocol("TCP").withPort(port).build();
    }
}
