package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Sends the requests that match to a service, in the terms of the Gateway API's HTTPRoute. */
public record RouteSpec(
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Name of the route, for people and for messages.")
        String name,

        @Required
        @Size(min = 1, max = 8)
        @JsonPropertyDescription("A request takes this route when one of these matches.")
        List<Match> matches,

        @Required
        @Size(min = 1, max = 40)
        @JsonPropertyDescription("Name of the service that answers.")
        String service) {

    /** What a request must look like. */
    public record Match(
            @Required
            @JsonPropertyDescription("The path of the request.")
            Path path) {}

    /** A path to match, as in the Gateway API. */
    @ValidationRule(
        value = "self.value.matches('^/[A-Za-z0-9/._~-]*$') && !self.value.contains('//') && !self.value.contains('/../') && !self.value.endsWith('/..')",
        message = "path.value: start with '/', and use letters, digits and '/', '.', '_', '~', '-' only")
    public record Path(
            @Default("PathPrefix")
            @JsonPropertyDescription("PathPrefix matches whole path elements (/a matches /a and /a/b, not /ab); Exact matches the path alone.")
            Type type,

            @Required
            @Size(min = 1, max = 256)
            @JsonPropertyDescription("The path.")
            String value) {

        /** How the value is compared. */
        public enum Type {
            PathPrefix,
            Exact
        }
    }
}
