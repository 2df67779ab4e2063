package dev.shopplatform.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.ExecInContainerPattern;

/** k3s in a container that may have been started by an earlier JVM. */
final class K3sCluster extends ReachedCluster {
    private final DockerClient docker;
    private final String containerId;

    K3sCluster(String name, DockerClient docker, String containerId, Path kubeconfig) {
        super(name, kubeconfig, new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig.toFile())).build());
        this.docker = docker;
        this.containerId = containerId;
    }

    @Override
    public String source() {
        return "k3s in Docker, container " + containerId.substring(0, 12);
    }

    boolean isRunning() {
        return Boolean.TRUE.equals(container().getState().getRunning());
    }

    /** The container's label of that name; empty if it has none. */
    String label(String name) {
        return Optional.ofNullable(container().getConfig().getLabels()).map(labels -> labels.get(name)).orElse("");
    }

    @Override
    public ImageSupply imageSupply() {
        return ImageSupply.LOADED_AND_PULLED;
    }

    @Override
    public void load(Path imageTar) {
        String folder = "/tmp";
        docker.copyArchiveToContainerCmd(containerId).withHostResource(imageTar.toAbsolutePath().toString())
                .withRemotePath(folder).exec();
        String copy = folder + "/" + imageTar.getFileName();
        try {
            Container.ExecResult result = ExecInContainerPattern.execInContainer(docker, container(), "ctr", "--namespace",
                    "k8s.io", "images", "import", copy);
            ExecInContainerPattern.execInContainer(docker, container(), "rm", copy);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException("Could not load " + imageTar + " into " + source() + ": " + result.getStderr());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while loading " + imageTar, e);
        }
    }

    /** By the node port, as the engine publishes it, or by port-forward for a Service that has none. */
    @Override
    public URI url(String namespace, String service, int port) {
        return NodePorts.of(NodePorts.service(client, namespace, service), port).flatMap(this::published)
                .map(published -> URI.create("http://" + DockerClientFactory.instance().dockerHostIpAddress() + ":" + published))
                .orElseGet(() -> forwards.to(namespace, service, port));
    }

    @Override
    public boolean runsPods() {
        return true;
    }

    private Optional<String> published(int nodePort) {
        Ports.Binding[] bindings = container().getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(nodePort));
        return bindings == null || bindings.length == 0 ? Optional.empty() : Optional.of(bindings[0].getHostPortSpec());
    }

    private InspectContainerResponse container() {
        return docker.inspectContainerCmd(containerId).exec();
    }
}
