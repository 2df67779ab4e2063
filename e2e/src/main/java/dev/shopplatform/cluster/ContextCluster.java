package dev.shopplatform.cluster;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A cluster of the user's own. It is used, and never ended. */
final class ContextCluster extends ReachedCluster {
    private final String context;

    ContextCluster(String name, String context, Path kubeconfig, KubernetesClient client) {
        super(name, kubeconfig, client);
        this.context = context;
    }

    @Override
    public String source() {
        return "the kubeconfig context '" + context + "'";
    }

    @Override
    public ImageSupply imageSupply() {
        return ImageSupply.PULLED;
    }

    @Override
    public void load(Path imageTar) {
        throw new UnsupportedOperationException("Images cannot be put onto the nodes of " + source()
                + ": push them to a registry that it pulls from");
    }

    /** By the load balancer, or by a node's port where a node has an address for the outside, or by port-forward. */
    @Override
    public URI url(String namespace, String service, int port) {
        Service found = NodePorts.service(client, namespace, service);
        return balancer(found).map(host -> URI.create("http://" + host + ":" + port))
                .or(() -> NodePorts.of(found, port)
                        .flatMap(nodePort -> externalAddress().map(host -> URI.create("http://" + host + ":" + nodePort))))
                .orElseGet(() -> forwards.to(namespace, service, port));
    }

    @Override
    public boolean runsPods() {
        return !client.nodes().list().getItems().isEmpty();
    }

    private static Optional<String> balancer(Service service) {
        return Optional.ofNullable(service.getStatus()).map(status -> status.getLoadBalancer()).stream()
                .flatMap(balancer -> balancer.getIngress().stream())
                .flatMap((LoadBalancerIngress ingress) -> Stream.of(ingress.getHostname(), ingress.getIp()))
                .filter(host -> host != null && !host.isBlank()).findFirst();
    }

    private Optional<String> externalAddress() {
        return client.nodes().list().getItems().stream().flatMap((Node node) -> node.getStatus().getAddresses().stream())
                .filter(address -> address.getType().equals("ExternalIP"))
                .min(Comparator.comparing(NodeAddress::getAddress)).map(NodeAddress::getAddress);
    }
}
