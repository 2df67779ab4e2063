package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;

/** A PodDisruptionBudget's bound; numbers or percentages, as in policy/v1. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.minAvailable) != has(self.maxUnavailable)",
    message = "set exactly one of minAvailable and maxUnavailable")
public record PodDisruptionBudgetSpec(
        @JsonPropertyDescription("Pods that must stay available.")
        IntOrString minAvailable,

        @JsonPropertyDescription("Pods that may be unavailable.")
        IntOrString maxUnavailable) {}
