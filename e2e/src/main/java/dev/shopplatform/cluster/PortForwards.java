package dev.shopplatform.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Ways into a cluster through its API server, for Services that no other way reaches. Each ends at one pod. */
final class PortForwards implements AutoCloseable {
    private final KubernetesClient client;
    private final List<LocalPortForward> open = new ArrayList<>();

    PortForwards(KubernetesClient client) {
        this.client = client;
    }

    synchronized URI to(String namespace, String service, int port) {
        LocalPortForward forward = client.services().inNamespace(namespace).withName(service).portForward(port);
        open.add(forward);
        return URI.create("http://127.0.0.1:" + forward.getLocalPort());
    }

    @Override
    public synchronized void close() {
        for (LocalPortForward forward : open) {
            try {
                forward.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        open.clear();
    }
}
