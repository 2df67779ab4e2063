package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** The service mesh that the services take part in. */
public record MeshSpec(
        @Default("None")
        @JsonPropertyDescription("Istio: a VirtualService and a DestinationRule with a subset by version for each service.")
        Provider provider) {

    /** The meshes that the operator writes objects for. */
    public enum Provider {
        None,
        Istio
    }
}
