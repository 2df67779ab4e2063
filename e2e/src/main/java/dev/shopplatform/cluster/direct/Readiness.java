package dev.shopplatform.cluster.direct;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Waits until the parts of an instance are ready, and tells what a part that is not has last said. */
final class Readiness implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int PROXY_HEALTH_PORT = 10256;

    private final Instance instance;
    /** Its own, because the cluster's client tries again by itself, after waits that grow longer and longer. */
    private final KubernetesClient client;

    Readiness(Instance instance) {
        this.instance = instance;
        Config config = DirectCluster.config(instance);
        config.setRequestRetryBackoffLimit(0);
        config.setRequestTimeout(5_000);
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() {
        client.close();
    }

    boolean isHealthy(DirectCluster cluster) {
        return apiServerAnswers() && (!cluster.runsPods() || nodeIsReady());
    }

    /** Parts that die are started again, and a busy machine is slow: a cluster is not given up at the first silence. */
    boolean recovers(DirectCluster cluster) {
        return Await.within(Duration.ofSeconds(60), () -> isHealthy(cluster));
    }

    void apiServer() {
        Await.until("the API server is ready", LIMIT, this::apiServerAnswers, () -> logs("etcd", "kube-apiserver"));
    }

    void controllers() {
        Await.until("the namespace 'default' has its service account", LIMIT, this::serviceAccountExists,
                () -> logs("kube-controller-manager"));
    }

    void containerd(DirectCluster cluster) {
        Await.until("containerd answers", LIMIT, cluster::containerdAnswers, () -> logs("containerd"));
    }

    void node(DirectCluster cluster) {
        Await.until("the node is ready", LIMIT, this::nodeIsReady, () -> logs("containerd", "kubelet"));
        Await.until("kube-proxy works", LIMIT, () -> cluster.nodeAnswers(PROXY_HEALTH_PORT, "/healthz"),
                () -> logs("kube-proxy"));
        Await.until("the cluster's DNS is ready", LIMIT, () -> cluster.nodeAnswers(ClusterDns.READY_PORT, "/ready"),
                () -> logs("coredns"));
    }

    private boolean apiServerAnswers() {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    /** Without it no pod is admitted; the controller manager makes it soon after it has started. */
    private boolean serviceAccountExists() {
        try {
            return client.serviceAccounts().inNamespace("default").withName("default").get() != null;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    private boolean nodeIsReady() {
        try {
            Node node = client.nodes().withName(dev.shopplatform.cluster.direct.Node.NAME).get();
            return node != null && node.getStatus().getConditions().stream()
                    .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    private String logs(String... services) {
        return Stream.of(services).map(service -> "Last said by " + service + " (" + instance.logs() + "/" + service + ".log):\n"
                + instance.logTail(service)).collect(Collectors.joining("\n"));
    }
}
