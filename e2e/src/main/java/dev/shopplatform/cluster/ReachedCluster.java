package dev.shopplatform.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/** A cluster that is known by its kubeconfig, and whose Services may have to be reached through the API server. */
abstract class ReachedCluster implements Cluster {
    private final String name;
    private final Path kubeconfig;
    final KubernetesClient client;
    final PortForwards forwards;

    ReachedCluster(String name, Path kubeconfig, KubernetesClient client) {
        this.name = name;
        this.kubeconfig = kubeconfig;
        this.client = client;
        this.forwards = new PortForwards(client);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final KubernetesClient client() {
        return client;
    }

    @Override
    public final Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public final void close() {
        forwards.close();
        client.close();
    }

    @Override
    public final void destroy() {
        close();
        Clusters.destroy(name);
    }
}
