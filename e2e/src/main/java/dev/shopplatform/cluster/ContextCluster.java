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
final class ContextCluster implements Cluster {
    private final String name;
    private final String context;
    private final Path kubeconfig;
    private final KubernetesClient client;
    private final PortForwards forwards;

    ContextCluster(String name, String context, Path kubeconfig, KubernetesClient client) {
        this.name = name;
        this.context = context;
        this.kubeconfig = kubeconfig;
        this.client = client;
        this.forwards = new PortForwards(client);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String source() {
        return "the kubeconfig context '" + context + "'";
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
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

    @Override
    public void close() {
        forwards.close();
        client.close();
    }

    @Override
    public void destroy() {
        close();
        Clusters.destroy(name);
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
