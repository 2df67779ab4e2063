package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Gives a service the connection settings of a resource. */
public record BindingSpec(
        @Required
        @Size(min = 1, max = 40)
        @JsonPropertyDescription("Name of an entry of spec.resources.")
        String resource) {}
