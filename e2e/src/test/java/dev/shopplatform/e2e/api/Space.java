package dev.shopplatform.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A namespace of a test, and what one does in it. */
record Space(KubernetesClient client, String name) {

    void create() {
        client.resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create();
    }

    /** The platforms first, as the operator would see the children go one by one otherwise. Does not wait for the namespace. */
    void remove() {
        all(Kind.ShopPlatform).withGracePeriod(0).delete();
        client.namespaces().withName(name).delete();
    }

    NonNamespaceOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>> all(
            Kind kind) {
        return client.genericKubernetesResources(kind.context()).inNamespace(name);
    }

    Resource<GenericKubernetesResource> at(Kind kind, String object) {
        return all(kind).withName(object);
    }

    /** The object as it is now; null if there is none. */
    GenericKubernetesResource get(Kind kind, String object) {
        return at(kind, object).get();
    }

    JsonNode json(Kind kind, String object) {
        return client.getKubernetesSerialization().convertValue(get(kind, object), JsonNode.class);
    }

    /** Applies objects as {@code kubectl apply --server-side} does. */
    GenericKubernetesResource apply(String yaml) {
        GenericKubernetesResource last = null;
        for (String document : yaml.split("(?m)^---$")) {
            GenericKubernetesResource object = Serialization.unmarshal("---\n" + document, GenericKubernetesResource.class);
            object.getMetadata().setNamespace(name);
            last = all(Kind.valueOf(object.getKind())).resource(object).fieldManager("user").forceConflicts().serverSideApply();
        }
        return last;
    }

    /** Changes an object by a JSON merge patch, written in YAML. */
    GenericKubernetesResource patch(Kind kind, String object, String yaml) {
        // A text that begins with a brace would be taken for JSON.
        String json = Serialization.asJson(Serialization.unmarshal("---\n" + yaml, JsonNode.class));
        return at(kind, object).patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    void delete(Kind kind, String object) {
        at(kind, object).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    ShopPlatform platform(String platform) {
        return client.resources(ShopPlatform.class).inNamespace(name).withName(platform).get();
    }

    Optional<ShopPlatformStatus> status(String platform) {
        return Optional.ofNullable(platform(platform)).map(ShopPlatform::getStatus);
    }

    Optional<Condition> condition(String platform, String type) {
        return status(platform).flatMap(status -> status.conditions().stream()
                .filter(condition -> condition.getType().equals(type)).findFirst());
    }

    /** Status and reason of a condition, such as {@code False/InvalidSpec}. */
    String state(String platform, String type) {
        return condition(platform, type).map(condition -> condition.getStatus() + "/" + condition.getReason()).orElse("absent");
    }

    /** Whether the operator is done with the platform's current spec. */
    boolean isSettled(String platform) {
        ShopPlatform found = platform(platform);
        return found != null && found.getStatus() != null
                && found.getMetadata().getGeneration().equals(found.getStatus().observedGeneration())
                && found.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
    }

    /** All that the operator keeps here, by kind and name, such as {@code Service/prices}. */
    Map<String, GenericKubernetesResource> children() {
        return children(Kind.CHILDREN);
    }

    Map<String, GenericKubernetesResource> children(Collection<Kind> kinds) {
        return kinds.stream()
                .flatMap(kind -> all(kind).withLabel("app.kubernetes.io/managed-by", "shop-operator").list().getItems().stream())
                .collect(Collectors.toMap(child -> child.getKind() + "/" + child.getMetadata().getName(), child -> child,
                        (one, other) -> one, TreeMap::new));
    }

    /** By kind and name: which object it is, and which version of it. What does not differ was neither written nor replaced. */
    Map<String, String> versions() {
        return children().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> entry.getValue().getMetadata().getUid() + "@" + entry.getValue().getMetadata().getResourceVersion(),
                (one, other) -> one, TreeMap::new));
    }

    Set<String> names() {
        return children().keySet();
    }

    /** What there is to know when a test fails. */
    String describe() {
        try {
            return all(Kind.ShopPlatform).list().getItems().stream()
                    .map(platform -> platform.getMetadata().getName() + " (generation " + platform.getMetadata().getGeneration()
                            + "): " + Serialization.asYaml(platform.getAdditionalProperties().get("status")))
                    .collect(Collectors.joining("\n"));
        } catch (KubernetesClientException e) {
            return "(the platforms cannot be read: " + e.getMessage() + ")";
        }
    }
}
