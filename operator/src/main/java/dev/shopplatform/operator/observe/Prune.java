package dev.shopplatform.operator.observe;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;

/** What the caches leave out: what is large, and what must not be kept. */
final class Prune {
    private Prune() {}

    /** A pod without its spec: only its state is asked for. */
    static Pod pod(Pod pod) {
        return new PodBuilder()
            .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .withLabels(pod.getMetadata().getLabels())
                .withDeletionTimestamp(pod.getMetadata().getDeletionTimestamp())
                .withResourceVersion(pod.getMetadata().getResourceVersion())
                .withUid(pod.getMetadata().getUid())
            .endMetadata()
            .withNewStatus()
                .withConditions(pod.getStatus().getConditions())
                .withInitContainerStatuses(pod.getStatus().getInitContainerStatuses())
                .withContainerStatuses(pod.getStatus().getContainerStatuses())
            .endStatus()
            .build();
    }

    /** A Secret without its values, and without the annotations, in which kubectl apply repeats them. */
    static Secret secret(Secret secret) {
        return new SecretBuilder()
            .withNewMetadata()
                .withName(secret.getMetadata().getName())
                .withNamespace(secret.getMetadata().getNamespace())
                .withLabels(secret.getMetadata().getLabels())
                .withOwnerReferences(secret.getMetadata().getOwnerReferences())
                .withResourceVersion(secret.getMetadata().getResourceVersion())
                .withUid(secret.getMetadata().getUid())
            .endMetadata()
            .build();
    }
}
