package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator saw and did. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ShopPlatformStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of.")
        Long observedGeneration,

        @JsonPropertyDescription("Ready, Progressing, Degraded, GatewayReady, MeshReady and ReconciliationPaused.")
        List<Condition> conditions,

        @JsonPropertyDescription("The services, in the order of the spec.")
        List<Service> services,

        @JsonPropertyDescription("The gateway.")
        Gateway gateway,

        @JsonPropertyDescription("The children that are not healthy, at most 16 of them.")
        List<Child> children) {

    /** An empty list is not written, so what is read back is equal to what was written only if absent and empty are the same. */
    public ShopPlatformStatus {
        conditions = conditions == null ? List.of() : conditions;
        services = services == null ? List.of() : services;
        children = children == null ? List.of() : children;
    }

    /** One service as it runs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Service(
            @JsonPropertyDescription("Name of the service.") String name,
            @JsonPropertyDescription("Pods that are ready.") Integer ready,
            @JsonPropertyDescription("Pods that are wanted.") Integer desired,
            @JsonPropertyDescription("Image that the pods are to run.") String image,
            @JsonPropertyDescription("Where it answers inside the cluster.") String url) {}

    /** The gateway as it runs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Gateway(@JsonPropertyDescription("Where the shop answers.") String url) {}

    /** A child that is not healthy. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Child(
            @JsonPropertyDescription("Kind of the child.") String kind,
            @JsonPropertyDescription("Name of the child.") String name,
            @JsonPropertyDescription("Progressing, Degraded or Missing.") String health,
            @JsonPropertyDescription("One word for machines.") String reason,
            @JsonPropertyDescription("What is wrong and what to do about it.") String message) {}
}
