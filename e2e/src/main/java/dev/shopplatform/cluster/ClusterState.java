package dev.shopplatform.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** A line on how a cluster is. */
final class ClusterState {
    private ClusterState() {
    }

    static String of(Cluster cluster) {
        try {
            String ready = cluster.client().raw("/readyz");
            long pods = cluster.client().pods().inAnyNamespace().list().getItems().size();
            return "API server: " + ready + (cluster.runsPods() ? ", pods: " + pods : "");
        } catch (KubernetesClientException e) {
            return "API server: does not answer (" + e.getMessage() + ")";
        }
    }
}
