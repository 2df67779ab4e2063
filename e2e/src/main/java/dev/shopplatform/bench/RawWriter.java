package dev.shopplatform.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes what the operator would, without thinking: the floor. */
final class RawWriter {
    private final KubernetesClient client;
    private final List<ObjectNode> objects;
    private final String platform;

    /** @param live the children of one platform */
    RawWriter(KubernetesClient client, List<ObjectNode> live, String platform) {
        this.client = client;
        this.objects = live.stream().map(Applied::of).toList();
        this.platform = platform;
    }

    int objects() {
        return objects.size();
    }

    /** Applies the objects of as many platforms, and tells how long it took. */
    Duration write(String namespace, int from, int to) {
        client.resource(new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build()).serverSideApply();
        // The objects have an owner, as the operator's have; without one that exists they would be collected.
        String owner = client.resource(new ConfigMapBuilder().withNewMetadata().withNamespace(namespace).withName("owner")
                .endMetadata().build()).serverSideApply().getMetadata().getUid();
        Stream<Runnable> writes = IntStream.range(from, to).boxed()
                .flatMap(number -> objects.stream().map(object -> () -> apply(object, namespace, Platforms.name(number), owner)));
        long start = System.nanoTime();
        Platforms.inParallel(writes);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void apply(ObjectNode object, String namespace, String name, String owner) {
        String text = object.toString().replace("\"" + platform + "-", "\"" + name + "-").replace("\"" + platform + "\"", "\"" + name + "\"");
        GenericKubernetesResource resource = client.getKubernetesSerialization().unmarshal(text, GenericKubernetesResource.class);
        resource.getMetadata().setNamespace(namespace);
        // As long as the real one, but not what the operator watches.
        resource.getMetadata().getLabels().put("app.kubernetes.io/managed-by", "the-raw-writer");
        var reference = resource.getMetadata().getOwnerReferences().getFirst();
        reference.setApiVersion("v1");
        reference.setKind("ConfigMap");
        reference.setName("owner");
        reference.setUid(owner);
        client.genericKubernetesResources(ChildKind.valueOf(resource.getKind()).context()).inNamespace(namespace).resource(resource)
                .fieldManager("raw").forceConflicts().serverSideApply();
    }
}
