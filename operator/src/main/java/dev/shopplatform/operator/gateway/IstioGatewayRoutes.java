package dev.shopplatform.operator.gateway;

import dev.shopplatform.api.v1alpha1.GatewaySpec.Provider;
import dev.shopplatform.api.v1alpha1.RouteSpec.Path;
import dev.shopplatform.operator.child.MeshRouting;
import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequestBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.IsStringMatchMatchType;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where Istio's ingress gateway sends the requests. */
public final class IstioGatewayRoutes implements Child<VirtualService> {
    /** Istio takes the first route that matches; the Gateway API's order is exact paths first, then the longest prefix. */
    private static final Comparator<Shop.Route> MOST_SPECIFIC_FIRST =
        Comparator.comparing((Shop.Route route) -> route.type() == Path.Type.Exact ? 0 : 1)
            .thenComparing(route -> -route.path().length())
            .thenComparing(Shop.Route::path);

    @Override
    public Class<VirtualService> kind() {
        return VirtualService.class;
    }

    @Override
    public boolean needsIstio() {
        return true;
    }

    @Override
    public Stream<Wanted<VirtualService>> desired(View view) {
        return view.shop().gateway(Provider.Istio).stream().map(gateway -> Wanted.apply(new VirtualServiceBuilder()
            .withMetadata(Metadata.of(gateway.name(), Metadata.GATEWAY))
            .withNewSpec()
                .withHosts(IstioGateways.hosts(gateway))
                .withGateways(gateway.name())
                .withHttp(gateway.routes().stream().sorted(MOST_SPECIFIC_FIRST).map(route -> http(route, view)).toList())
            .endSpec()
            .build()));
    }

    private static HTTPRoute http(Shop.Route route, View view) {
        return new HTTPRouteBuilder()
            .withMatch(matches(route))
            .withRoute(MeshRouting.destination(route.service(), view))
            .build();
    }

    /** Istio's prefix compares characters, ours path elements: /a is /a itself and all below /a/. */
    private static List<HTTPMatchRequest> matches(Shop.Route route) {
        if (route.type() == Path.Type.Exact) {
            return List.of(uri(new StringMatchExact(route.path())));
        }
        HTTPMatchRequest below = uri(new StringMatchPrefix(route.path() + "/"));
        return route.path().isEmpty() ? List.of(below) : List.of(uri(new StringMatchExact(route.path())), below);
    }

    private static HTTPMatchRequest uri(IsStringMatchMatchType match) {
        return new HTTPMatchRequestBuilder().withUri(new StringMatch(match)).build();
    }
}
