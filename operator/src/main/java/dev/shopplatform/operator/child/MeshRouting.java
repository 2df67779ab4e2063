package dev.shopplatform.operator.child;

import dev.shopplatform.operator.observe.PodState;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestinationBuilder;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which subset the routes to a service name. While pods of two versions run, a route that pins one of them would send requests
 * to pods that leave or are not ready yet, so then it names the host alone, which is every ready pod. The routes are unpinned
 * before the pods are relabelled, never in one step with it.
 */
public final class MeshRouting {
    private MeshRouting() {}

    /** The one destination of the requests to a service, as of now. */
    public static HTTPRouteDestination destination(Shop.Service service, View view) {
        var destination = new HTTPRouteDestinationBuilder()
            .withNewDestination()
                .withHost(service.name())
                .withNewPort().withNumber((long) service.port()).endPort()
            .endDestination()
            .build();
        if (view.shop().mesh() && versions(service, view).size() == 1) {
            destination.getDestination().setSubset(service.subset());
        }
        return destination;
    }

    /** The version that is wanted and those that still run. */
    static Set<String> versions(Shop.Service service, View view) {
        Stream<String> template = view.observed().find(Deployment.class, service.name())
            .map(MeshRouting::version).stream();
        Stream<String> pods = view.observed().pods(service.name()).map(PodState::version);
        return Stream.of(Stream.of(service.version()), template, pods)
            .flatMap(stream -> stream)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether pods of the service must keep their version label because a route still pins it. */
    static boolean relabelMustWait(Shop.Service service, Deployment actual, View view) {
        return !version(actual).equals(service.version()) && pinned(service.name(), view);
    }

    private static boolean pinned(String host, View view) {
        List<String> routes = Stream.concat(
            Stream.of(host), view.shop().gateway().map(Shop.Gateway::name).stream()).toList();
        return routes.stream()
            .map(name -> view.observed().find(VirtualService.class, name))
            .flatMap(Optional::stream)
            .flatMap(route -> route.getSpec().getHttp().stream())
            .flatMap(http -> http.getRoute().stream())
            .map(HTTPRouteDestination::getDestination)
            .anyMatch(destination -> pins(destination, host));
    }

    private static boolean pins(Destination destination, String host) {
        return destination.getHost().equals(host) && destination.getSubset() != null;
    }

    private static String version(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata().getLabels().getOrDefault("version", "");
    }
}
