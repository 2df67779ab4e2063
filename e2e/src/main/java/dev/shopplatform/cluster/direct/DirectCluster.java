package dev.shopplatform.cluster.direct;

import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.Clusters;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.ImageSupply;
import dev.shopplatform.cluster.NodePorts;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/** The upstream components, running on this machine in namespaces of their own. */
final class DirectCluster implements Cluster {
    private final Instance instance;
    private final Instance.Notes notes;
    private final KubernetesClient client;

    DirectCluster(Instance instance, Instance.Notes notes) {
        this.instance = instance;
        this.notes = notes;
        this.client = new KubernetesClientBuilder().withConfig(config(instance)).build();
    }

    /** The cluster is on this machine: a proxy that leads to the world cannot lead there. */
    static Config config(Instance instance) {
        Config config = Config.fromKubeconfig(instance.kubeconfig().toFile());
        config.setHttpProxy(null);
        config.setHttpsProxy(null);
        return config;
    }

    @Override
    public String name() {
        return instance.name();
    }

    @Override
    public String source() {
        return "Kubernetes " + notes.version() + " run directly on this machine"
                + (notes.hasNode() ? "" : ", control plane only");
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return instance.kubeconfig();
    }

    @Override
    public boolean runsPods() {
        return notes.hasNode();
    }

    @Override
    public ImageSupply imageSupply() {
        return ImageSupply.LOADED;
    }

    @Override
    public void load(Path imageTar) {
        requireNode();
        Path mark = instance.data().resolve("loaded").resolve(fingerprint(imageTar));
        if (!Files.exists(mark)) {
            ctr("images", "import", imageTar.toAbsolutePath().toString()).run();
            Instance.directory(mark);
        }
    }

    @Override
    public URI url(String namespace, String service, int port) {
        requireNode();
        Service found = NodePorts.service(client, namespace, service);
        // The host has a route to the Services too, so one without a node port is just as reachable.
        return NodePorts.of(found, port)
                .map(nodePort -> URI.create("http://" + Layout.nodeAddress(notes.slot()) + ":" + nodePort))
                .orElseGet(() -> URI.create("http://" + found.getSpec().getClusterIP() + ":" + port));
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public void destroy() {
        close();
        Clusters.destroy(name());
    }

    boolean containerdAnswers() {
        return ctr("version").attempt().ok();
    }

    /** Whether the node answers with success at that port, as its health checks do. */
    boolean nodeAnswers(int port, String path) {
        URI uri = URI.create("http://" + Layout.nodeAddress(notes.slot()) + ":" + port + path);
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Tells one tar from another, and from an earlier one in the same place, without reading it. */
    private static String fingerprint(Path tar) {
        try {
            String facts = tar.toAbsolutePath() + " " + Files.size(tar) + " " + Files.getLastModifiedTime(tar);
            return UUID.nameUUIDFromBytes(facts.getBytes(StandardCharsets.UTF_8)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no image " + tar, e);
        }
    }

    private void requireNode() {
        if (!runsPods()) {
            throw new IllegalStateException("Cluster '" + name() + "' has a control plane only, no node that runs pods");
        }
    }

    private Command ctr(String... words) {
        return onNode(Stream.concat(Stream.of("ctr", "--address", Node.CONTAINERD_SOCKET, "--namespace", "k8s.io"),
                Stream.of(words)).toArray(String[]::new));
    }

    /** Runs a program as if on the node: with its network, its mounts and its processes. */
    private Command onNode(String... words) {
        long init = Tree.of(instance).flatMap(Tree::init)
                .orElseThrow(() -> new IllegalStateException("Cluster '" + name() + "' is not running")).pid();
        return Command.of(Stream.concat(Stream.of("nsenter", "--target", Long.toString(init), "--mount", "--net", "--pid"),
                Stream.of(words)).toList()).within(Duration.ofMinutes(5));
    }
}
