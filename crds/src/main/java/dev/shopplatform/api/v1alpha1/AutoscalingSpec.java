package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** Bounds and target of a service's HorizontalPodAutoscaler. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.minReplicas <= self.maxReplicas",
    message = "minReplicas must not be greater than maxReplicas")
public record AutoscalingSpec(
        @Min(1)
        @Max(1000)
        @Default("1")
        @JsonPropertyDescription("Fewest pods.")
        Integer minReplicas,

        @Required
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription("Most pods.")
        Integer maxReplicas,

        @Min(1)
        @Max(1000)
        @Default("70")
        @JsonPropertyDescription("CPU use, in percent of the request, that the autoscaler aims at.")
        Integer targetCPUUtilization) {}
