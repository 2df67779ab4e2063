package dev.shopplatform.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** k3s in a container, through Testcontainers, where a Docker engine answers. It is found again by its labels. */
final class K3sSource implements ClusterSource {
    /** Tells our clusters, and those of each checkout, apart from all other containers of the engine. */
    private static final String CHECKOUT_LABEL = "dev.shopplatform.cluster.checkout";
    private static final String AUDIT_LABEL = "dev.shopplatform.cluster.audit-log";
    private static final String NAME_LABEL = "dev.shopplatform.cluster.name";

    @Override
    public String description() {
        return "k3s in Docker";
    }

    @Override
    public Cluster obtain(ClusterRequest request, Progress progress) throws Unavailable {
        if (!DockerEngine.answers()) {
            throw Unavailable.missing("no Docker engine answers; start one, or set DOCKER_HOST to where it is");
        }
        Optional<K3sCluster> running = find(request.name());
        if (running.isPresent()) {
            if (isHealthy(running.get()) && running.get().label(AUDIT_LABEL).equals(auditLog(request))) {
                return running.get();
            }
            progress.say("Replacing cluster '" + request.name() + "', which does not answer as it should or was made for another use");
            running.get().destroy();
        }
        try {
            return progress.step("Starting k3s in Docker", () -> start(request));
        } catch (RuntimeException failure) {
            // The image cannot be pulled, the kernel is not fit for it, …: another source may do better.
            destroy(request.name());
            throw Unavailable.failing("the Docker engine answers, but k3s does not run there: " + rootCause(failure), failure);
        }
    }

    @Override
    public Optional<Cluster> existing(String name) {
        // Without its kubeconfig there was never such a cluster, and the engine need not be asked.
        return Files.exists(kubeconfig(name)) && DockerEngine.answers()
                ? find(name).map(Cluster.class::cast)
                : Optional.empty();
    }

    @Override
    public boolean destroy(String name) {
        boolean known = kubeconfig(name).toFile().delete();
        if (!DockerEngine.answers()) {
            return known;
        }
        List<Container> containers = containers(name);
        containers.forEach(container ->
                docker().removeContainerCmd(container.getId()).withForce(true).withRemoveVolumes(true).exec());
        return !containers.isEmpty();
    }

    private static K3sCluster start(ClusterRequest request) {
        String name = request.name();
        request.auditLog().ifPresent(K3sSource::createForUs);
        Map<String, String> labels = new HashMap<>(labels(name));
        labels.put(AUDIT_LABEL, auditLog(request));
        SurvivingK3sContainer container = new SurvivingK3sContainer(request, labels);
        container.start();
        Path kubeconfig = kubeconfig(name);
        PrivateFile.write(kubeconfig, container.getKubeConfigYaml());
        return new K3sCluster(name, docker(), container.getContainerId(), kubeconfig);
    }

    /** A log that the container made would be root's. */
    private static void createForUs(Path log) {
        try {
            Files.createDirectories(log.getParent());
            Files.writeString(log, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String auditLog(ClusterRequest request) {
        return request.auditLog().map(Path::toString).orElse("");
    }

    private static Optional<K3sCluster> find(String name) {
        return containers(name).stream().filter(container -> Files.exists(kubeconfig(name))).findFirst()
                .map(container -> new K3sCluster(name, docker(), container.getId(), kubeconfig(name)));
    }

    private static List<Container> containers(String name) {
        return docker().listContainersCmd().withShowAll(true).withLabelFilter(labels(name)).exec();
    }

    private static boolean isHealthy(K3sCluster cluster) {
        try {
            return cluster.isRunning() && "ok".equals(cluster.client().raw("/readyz"));
        } catch (KubernetesClientException doesNotAnswer) {
            return false;
        }
    }

    private static Map<String, String> labels(String name) {
        return Map.of(CHECKOUT_LABEL, Checkout.root().toString(), NAME_LABEL, name);
    }

    private static Path kubeconfig(String name) {
        return Checkout.state(name).resolve("k3s.kubeconfig");
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
