package dev.shopplatform.operator.cluster;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** The part of Istio's API that the operator writes. */
public final class Istio {
    public static final List<Class<? extends HasMetadata>> KINDS =
        List.of(VirtualService.class, DestinationRule.class, Gateway.class);

    /** The CustomResourceDefinitions of these kinds. */
    public static final List<String> DEFINITIONS = List.of(
        "virtualservices.networking.istio.io", "destinationrules.networking.istio.io", "gateways.networking.istio.io");

    private Istio() {}
}
