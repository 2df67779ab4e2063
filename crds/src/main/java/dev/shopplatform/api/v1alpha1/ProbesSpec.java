package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Probe;

/** Probes as in core/v1; one that is absent has a default. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProbesSpec(
        @JsonPropertyDescription("Restarts the container when it fails. Default: none, but for the bundled services.")
        Probe liveness,

        @JsonPropertyDescription("Takes the pod out of the Service while it fails. Default: the port accepts connections.")
        Probe readiness,

        @JsonPropertyDescription("Holds the other probes back until it succeeds. Default: the port accepts connections, within 2 minutes.")
        Probe startup) {}
