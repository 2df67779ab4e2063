package dev.shopplatform.cluster;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Finds out by which port of a node a Service is reached from outside the cluster. */
public final class NodePorts {
    private NodePorts() {
    }

    public static Service service(KubernetesClient client, String namespace, String name) {
        Service service = client.services().inNamespace(namespace).withName(name).get();
        if (service == null) {
            throw new IllegalArgumentException("There is no Service '" + name + "' in namespace '" + namespace + "'");
        }
        return service;
    }

    /** The node port of that port of the Service, if it has one. */
    public static Optional<Integer> of(Service service, int port) {
        ServicePort found = service.getSpec().getPorts().stream().filter(p -> p.getPort() == port).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Service '" + service.getMetadata().getName()
                        + "' has no port " + port + "; it has "
                        + service.getSpec().getPorts().stream().map(ServicePort::getPort).toList()));
        return Optional.ofNullable(found.getNodePort()).filter(nodePort -> nodePort > 0);
    }
}
