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
import java.util.List;

/** What the user asks for. An absent field is null; the operator resolves it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.services) || self.services.all(s, !has(s.dependsOn) || s.dependsOn.all(d, self.services.exists(t, t.name == d)))",
    messageExpression = "self.services.map(s, has(s.dependsOn) && s.dependsOn.exists(d, !self.services.exists(t, t.name == d)),"
        + " 'services: dependsOn of ' + s.name + ' names ' + s.dependsOn.filter(d, !self.services.exists(t, t.name == d))[0]"
        + " + ', which is not in spec.services; add the service or remove the name')[0]")
@ValidationRule(
    value = "!has(self.services) || self.services.all(s, !has(s.bindings) || s.bindings.all(b, has(self.resources) && self.resources.exists(r, r.name == b.resource)))",
    message = "services: a binding names a resource that is not in spec.resources; add the resource or correct bindings[].resource")
@ValidationRule(
    value = "!has(self.gateway) || !has(self.gateway.routes) || self.gateway.routes.all(r, has(self.services)"
        + " ? self.services.exists(s, s.name == r.service) : r.service in ['user-service', 'order-service', 'payment-service'])",
    messageExpression = "self.gateway.routes.map(r, !(has(self.services) ? self.services.exists(s, s.name == r.service)"
        + " : r.service in ['user-service', 'order-service', 'payment-service']), 'gateway.routes: route ' + r.name + ' goes to '"
        + " + r.service + ', which is not in spec.services; add the service or correct the name')[0]")
@ValidationRule(
    value = "!has(self.services) || !has(self.resources) || !self.resources.exists(r, self.services.exists(s, s.name == r.name))",
    message = "resources: a resource has the name of a service; both become a Service, so give one of them another name")
public record ShopPlatformSpec(
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$")
        @JsonPropertyDescription("Version of the shop: the tag of the bundled images.")
        String version,

        @Size(min = 1, max = 32)
        @JsonPropertyDescription("The services of the shop. Default: the bundled user-service, order-service and payment-service,"
            + " with a managed Postgres and a gateway.")
        List<ServiceSpec> services,

        @JsonPropertyDescription("Where requests enter the shop. Default: an NGINX gateway when spec.services is omitted, otherwise none.")
        GatewaySpec gateway,

        @JsonPropertyDescription("The service mesh that the services take part in.")
        MeshSpec mesh,

        @Default("true")
        @JsonPropertyDescription("Deny all traffic to and from the pods but for the edges that dependsOn, bindings and gateway.routes name.")
        Boolean networkPolicy,

        @Size(max = 16)
        @JsonPropertyDescription("The data stores that services bind to.")
        List<ResourceSpec> resources,

        @Min(0)
        @Max(100)
        @Default("10")
        @JsonPropertyDescription("How many old ReplicaSets each Deployment keeps.")
        Integer revisionHistoryLimit) {}
