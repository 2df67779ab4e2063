package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;

/** One service of the shop. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!(has(self.replicas) && has(self.autoscaling))",
    message = "replicas and autoscaling exclude each other: remove replicas, or remove autoscaling")
@ValidationRule(
    value = "has(self.image) || self.name in ['user-service', 'order-service', 'payment-service']",
    message = "image is required, except for the bundled user-service, order-service and payment-service")
@ValidationRule(
    value = "!has(self.dependsOn) || !(self.name in self.dependsOn)",
    message = "dependsOn: a service cannot depend on itself; remove its own name")
@ValidationRule(
    value = "!has(self.config) || self.config.all(k, k.matches('^[A-Za-z_][A-Za-z0-9_]*$'))",
    message = "config: a key becomes an environment variable, so use letters, digits and '_', not starting with a digit")
@ValidationRule(
    value = "!has(self.image) || self.image.matches('^[a-zA-Z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-zA-Z0-9][a-zA-Z0-9._-]*)*"
        + "(:[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127})?(@sha256:[a-f0-9]{64})?$')",
    message = "image: write it as [registry/]name[:tag][@sha256:digest], of letters, digits, '.', '_' and '-'")
public record ServiceSpec(
        @Required
        @Size(min = 1, max = 40)
        @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Name of the service, of its Deployment and of its Service: its DNS name in the namespace.")
        String name,

        @Size(min = 1, max = 512)
        @JsonPropertyDescription("Container image. Default: the bundled image of that name at spec.version.")
        String image,

        @Min(1)
        @Max(65535)
        @Default("8080")
        @JsonPropertyDescription("Port that the container listens on (HTTP), and the port of its Service.")
        Integer port,

        @Min(0)
        @Max(1000)
        @JsonPropertyDescription("Number of pods. Default: 1. Not together with autoscaling.")
        Integer replicas,

        @JsonPropertyDescription("Let a HorizontalPodAutoscaler choose the number of pods.")
        AutoscalingSpec autoscaling,

        @Size(max = 16)
        @JsonPropertyDescription("Services that must be ready before this one starts, and that it may call.")
        List<String> dependsOn,

        @Size(max = 128)
        @JsonPropertyDescription("Environment variables kept in a ConfigMap; a change rolls the pods of this service.")
        Map<String, String> config,

        @Size(max = 128)
        @JsonPropertyDescription("Environment variables as in core/v1 EnvVar; they win over config and bindings. A Secret or ConfigMap that changes rolls the pods that read it.")
        List<EnvVar> env,

        @JsonPropertyDescription("Resource requests and limits as in core/v1 ResourceRequirements.")
        ResourceRequirements resources,

        @JsonPropertyDescription("Probes. Default: the port accepts connections; the bundled services have health endpoints.")
        ProbesSpec probes,

        @JsonPropertyDescription("How many pods may be evicted at a time. Default: maxUnavailable 1.")
        PodDisruptionBudgetSpec podDisruptionBudget,

        @Size(max = 8)
        @JsonPropertyDescription("Spreading as in core/v1; an absent labelSelector selects the pods of this service.")
        List<TopologySpreadConstraint> topologySpreadConstraints,

        @Size(max = 8)
        @JsonPropertyDescription("Resources whose connection settings the pods get, as PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD.")
        List<BindingSpec> bindings) {}
