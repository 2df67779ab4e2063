package dev.shopplatform.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Where requests enter the shop. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.provider == 'NGINX' || (!has(self.replicas) && !has(self.serviceType))",
    message = "replicas and serviceType are for provider NGINX, whose pods the operator runs; remove them for provider Istio")
@ValidationRule(
    value = "!has(self.hostnames) || self.hostnames.all(h, h.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'))",
    message = "hostnames: use DNS names in lower case, without scheme, port or wildcard, such as shop.example.com")
public record GatewaySpec(
        @Default("NGINX")
        @JsonPropertyDescription("NGINX: pods that the operator runs. Istio: the cluster's Istio ingress gateway.")
        Provider provider,

        @Size(max = 16)
        @JsonPropertyDescription("Host names that the shop answers to. Default: any.")
        List<String> hostnames,

        @Size(min = 1, max = 64)
        @JsonPropertyDescription("Routes to services. Default: the routes of the bundled services that the shop runs.")
        List<RouteSpec> routes,

        @Min(1)
        @Max(50)
        @JsonPropertyDescription("Number of gateway pods. Default: 2.")
        Integer replicas,

        @JsonPropertyDescription("Type of the gateway's Service. Default: LoadBalancer.")
        ServiceType serviceType) {

    /** Who carries the requests. */
    public enum Provider {
        NGINX,
        Istio
    }

    /** The types of core/v1 Service that can be a gateway. */
    public enum ServiceType {
        LoadBalancer,
        NodePort,
        ClusterIP
    }
}
