package dev.shopplatform.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A cluster of the user's own, by the kubeconfig context that the user names. Without a name none is looked at. */
final class ContextSource implements ClusterSource {

    @Override
    public String description() {
        return "a kubeconfig context";
    }

    @Override
    public Cluster obtain(ClusterRequest request, Progress progress) throws Unavailable {
        String context = request.context().orElseThrow(() -> Unavailable.missing("none was named with CONTEXT=…"));
        Config config = Config.autoConfigure(context);
        List<String> names = config.getContexts().stream().map(NamedContext::getName).toList();
        if (!names.contains(context)) {
            throw Unavailable.missing("there is no context '" + context + "'; there is "
                    + (names.isEmpty() ? "no kubeconfig" : String.join(", ", names)));
        }
        if (request.auditLog().isPresent()) {
            throw Unavailable.missing("the audit log of a cluster that already runs is not to be had");
        }
        Path kubeconfig = ContextKubeconfig.write(context, Checkout.state(request.name()));
        ContextCluster cluster = open(request.name(), context, kubeconfig);
        try {
            cluster.client().getKubernetesVersion();
            return cluster;
        } catch (KubernetesClientException e) {
            cluster.close();
            throw Unavailable.failing("context '" + context + "' does not answer: " + e.getMessage(), e);
        }
    }

    /** What was noted of it; the cluster itself is the user's. */
    @Override
    public Optional<Cluster> existing(String name) {
        Path kubeconfig = ContextKubeconfig.in(Checkout.state(name));
        return Files.exists(kubeconfig)
                ? Optional.of(open(name, Config.fromKubeconfig(kubeconfig.toFile()).getCurrentContext().getName(), kubeconfig))
                : Optional.empty();
    }

    /** Forgets the cluster; it is not ours to end. */
    @Override
    public boolean destroy(String name) {
        return ContextKubeconfig.in(Checkout.state(name)).toFile().delete();
    }

    private static ContextCluster open(String name, String context, Path kubeconfig) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile())).build();
        return new ContextCluster(name, context, kubeconfig, client);
    }
}
