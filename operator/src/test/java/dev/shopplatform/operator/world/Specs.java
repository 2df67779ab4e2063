package dev.shopplatform.operator.world;

import dev.shopplatform.api.v1alpha1.AutoscalingSpec;
import dev.shopplatform.api.v1alpha1.BindingSpec;
import dev.shopplatform.api.v1alpha1.GatewaySpec;
import dev.shopplatform.api.v1alpha1.MeshSpec;
import dev.shopplatform.api.v1alpha1.ResourceSpec;
import dev.shopplatform.api.v1alpha1.RouteSpec;
import dev.shopplatform.api.v1alpha1.ServiceSpec;
import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Specs that the CRD's rules and the operator accept, with the fields that matter to what exists and who may talk to whom. */
public final class Specs {
    /** The user's Secret that services may read. */
    public static final String SECRET = "keys";

    private static final List<String> NAMES = List.of("user-service", "payment-service", "catalogue", "prices");
    private static final String DATABASE = "data";

    private Specs() {}

    /** Any spec. */
    public static Arbitrary<ShopPlatformSpec> any() {
        Arbitrary<List<Draft>> services = draft().list().ofSize(NAMES.size());
        Arbitrary<Integer> present = Arbitraries.integers().between(0, (1 << NAMES.size()) - 1);
        return Combinators.combine(
                Arbitraries.of("1.0.0", "1.1.0"), services, present, Arbitraries.of(Gate.values()),
                Arbitraries.of(MeshSpec.Provider.values()), Arbitraries.of(true, true, false), Arbitraries.of(Data.values()))
            .as(Specs::spec);
    }

    private enum Gate { NONE, NGINX, NGINX_ONE_ROUTE, ISTIO }

    private enum Data { MANAGED, EXTERNAL }

    private enum Scale { DEFAULT, ZERO, TWO, THREE, AUTO, AUTO_WIDER }

    /** The choices for one service; {@code calls} has a bit for each service after it. */
    private record Draft(String tag, Scale scale, int port, int calls, String level, boolean secret, boolean bound) {}

    private static Arbitrary<Draft> draft() {
        return Combinators.combine(
                Arbitraries.of("v1", "v2", ""), Arbitraries.of(Scale.values()), Arbitraries.of(8080, 9000),
                Arbitraries.integers().between(0, 7), Arbitraries.of("", "info", "debug"),
                Arbitraries.of(false, true), Arbitraries.of(false, true))
            .as(Draft::new);
    }

    private static ShopPlatformSpec spec(
            String version, List<Draft> drafts, int present, Gate gate, MeshSpec.Provider mesh, boolean policies, Data data) {
        List<Integer> chosen = IntStream.range(0, NAMES.size()).filter(i -> present == 0 || (present & 1 << i) != 0).boxed().toList();
        List<ServiceSpec> services = chosen.stream().map(i -> service(i, drafts.get(i), chosen)).toList();
        return new ShopPlatformSpec(version, services, gateway(gate, services), new MeshSpec(mesh), policies, List.of(data(data)), null);
    }

    private static ServiceSpec service(int index, Draft draft, List<Integer> present) {
        String name = NAMES.get(index);
        boolean bundled = name.endsWith("-service") && draft.tag().isEmpty();
        List<String> calls = present.stream()
            .filter(i -> i > index && (draft.calls() & 1 << i - index - 1) != 0)
            .map(NAMES::get)
            .toList();
        Integer replicas = switch (draft.scale()) {
            case ZERO -> 0;
            case TWO -> 2;
            case THREE -> 3;
            default -> null;
        };
        AutoscalingSpec autoscaling = switch (draft.scale()) {
            case AUTO -> new AutoscalingSpec(1, 2, null);
            case AUTO_WIDER -> new AutoscalingSpec(2, 4, 50);
            default -> null;
        };
        return new ServiceSpec(
            name,
            bundled ? null : "registry.example.com/" + name + (draft.tag().isEmpty() ? "" : ":" + draft.tag()),
            draft.port(), replicas, autoscaling, calls,
            draft.level().isEmpty() ? null : Map.of("LOG_LEVEL", draft.level(), "REGION", "north"),
            draft.secret() ? List.of(fromSecret()) : null,
            null, null, null, null,
            draft.bound() ? List.of(new BindingSpec(DATABASE)) : List.of());
    }

    private static EnvVar fromSecret() {
        return new EnvVarBuilder()
            .withName("KEY")
            .withNewValueFrom().withNewSecretKeyRef().withName(SECRET).withKey("key").endSecretKeyRef().endValueFrom()
            .build();
    }

    private static GatewaySpec gateway(Gate gate, List<ServiceSpec> services) {
        List<RouteSpec> all = services.stream().map(service -> route(service.name())).toList();
        return switch (gate) {
            case NONE -> null;
            case NGINX -> new GatewaySpec(GatewaySpec.Provider.NGINX, List.of("shop.example.com"), all, null, null);
            case NGINX_ONE_ROUTE -> new GatewaySpec(null, null, List.of(all.getFirst()), 1, GatewaySpec.ServiceType.ClusterIP);
            case ISTIO -> new GatewaySpec(GatewaySpec.Provider.Istio, null, all, null, null);
        };
    }

    private static RouteSpec route(String service) {
        return new RouteSpec(service, List.of(
            new RouteSpec.Match(new RouteSpec.Path(RouteSpec.Path.Type.PathPrefix, "/" + service)),
            new RouteSpec.Match(new RouteSpec.Path(RouteSpec.Path.Type.Exact, "/" + service + "/about"))), service);
    }

    private static ResourceSpec data(Data data) {
        return switch (data) {
            case MANAGED -> new ResourceSpec(DATABASE, null, ResourceSpec.Provider.Managed, null, null, null);
            case EXTERNAL -> new ResourceSpec(DATABASE, null, ResourceSpec.Provider.External, null, null, new ResourceSpec.SecretRef(SECRET));
        };
    }

    /** Names that a service of {@link #any} may have, and the gateway and the database beside them. */
    public static Stream<String> apps() {
        return Stream.concat(NAMES.stream(), Stream.of(DATABASE, "shop-gateway"));
    }
}
