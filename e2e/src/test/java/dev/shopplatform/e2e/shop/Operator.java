package dev.shopplatform.e2e.shop;

import dev.shopplatform.local.OperatorRelease;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The operator's own pods. */
final class Operator {
    private Operator() {}

    static Pods pods(KubernetesClient client) {
        return new Pods(client, OperatorRelease.NAMESPACE);
    }

    static String logs(KubernetesClient client) {
        return pods(client).diagnosis();
    }
}
