package dev.shopplatform.operator.observe;

import dev.shopplatform.operator.plan.Metadata;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
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
        return new SecretBuilder().withMetadata(identity(secret)).build();
    }

    /** A ConfigMap of someone else without its data: only that it changes is of interest. */
    static ConfigMap configMap(ConfigMap configMap) {
        return Metadata.isManaged(configMap) ? configMap : new ConfigMapBuilder().withMetadata(identity(configMap)).build();
    }

    private static ObjectMeta identity(HasMetadata object) {
        return new ObjectMetaBuilder()
            .withName(object.getMetadata().getName())
            .withNamespace(object.getMetadata().getNamespace())
            .withLabels(object.getMetadata().getLabels())
            .withOwnerReferences(object.getMetadata().getOwnerReferences())
            .withResourceVersion(object.getMetadata().getResourceVersion())
            .withUid(object.getMetadata().getUid())
            .build();
    }
}
