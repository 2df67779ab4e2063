package dev.shopplatform.cluster.direct;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Waits until the parts of an instance are ready, and tells what a part that is not has last said. */
final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Instance instance;

    Readiness(Instance instance) {
        this.instance = instance;
    }

    boolean isHealthy(DirectCluster cluster) {
        return apiServerAnswers(cluster) && (!cluster.runsPods() || nodeIsReady(cluster));
    }

    void apiServer(DirectCluster cluster) {
        Await.until("the API server is ready", LIMIT, () -> apiServerAnswers(cluster), () -> logs("etcd", "kube-apiserver"));
        Await.until("the namespace 'default' has its service account", LIMIT, () -> serviceAccountExists(cluster),
                () -> logs("kube-controller-manager"));
    }

    void containerd(DirectCluster cluster) {
        Await.until("containerd answers", LIMIT, cluster::containerdAnswers, () -> logs("containerd"));
    }

    void node(DirectCluster cluster) {
        Await.until("the node is ready", LIMIT, () -> nodeIsReady(cluster), () -> logs("containerd", "kubelet"));
        Await.until("kube-proxy works", LIMIT, () -> cluster.nodeAnswers(10256, "/healthz"),
                () -> logs("kube-proxy"));
        Await.until("the cluster's DNS is ready", LIMIT, () -> cluster.nodeAnswers(ClusterDns.READY_PORT, "/ready"), () -> logs("coredns"));
    }

    private static boolean apiServerAnswers(DirectCluster cluster) {
        try {
            return "ok".equals(cluster.client().raw("/readyz"));
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    /** Without it no pod is admitted; the controller manager makes it soon after it has started. */
    private static boolean serviceAccountExists(DirectCluster cluster) {
        try {
            return cluster.client().serviceAccounts().inNamespace("default").withName("default").get() != null;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    private static boolean nodeIsReady(DirectCluster cluster) {
        try {
            Node node = cluster.client().nodes().withName(dev.shopplatform.cluster.direct.Node.NAME).get();
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
