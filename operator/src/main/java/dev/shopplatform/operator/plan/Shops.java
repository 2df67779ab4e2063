package dev.shopplatform.operator.plan;

import dev.shopplatform.api.v1alpha1.BindingSpec;
import dev.shopplatform.api.v1alpha1.GatewaySpec;
import dev.shopplatform.api.v1alpha1.GatewaySpec.Provider;
import dev.shopplatform.api.v1alpha1.GatewaySpec.ServiceType;
import dev.shopplatform.api.v1alpha1.MeshSpec;
import dev.shopplatform.api.v1alpha1.PodDisruptionBudgetSpec;
import dev.shopplatform.api.v1alpha1.ProbesSpec;
import dev.shopplatform.api.v1alpha1.ResourceSpec;
import dev.shopplatform.api.v1alpha1.RouteSpec;
import dev.shopplatform.api.v1alpha1.RouteSpec.Path;
import dev.shopplatform.api.v1alpha1.ServiceSpec;
import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Resolves a resource to a {@link Shop}. */
public final class Shops {
    private final ShopPlatform platform;
    private final ShopPlatformSpec spec;
    private final Images images;
    private final List<ServiceSpec> serviceSpecs;
    private final List<Shop.Database> databases;

    private Shops(ShopPlatform platform, Images images) {
        this.platform = platform;
        this.spec = platform.getSpec();
        this.images = images;
        this.serviceSpecs = spec.services() == null ? bundledServices() : spec.services();
        this.databases = databases();
    }

    /**
     * Resolves the defaults.
     *
     * @throws InvalidSpecException for what the CRD's rules cannot check, such as a cycle in dependsOn
     */
    public static Shop resolve(ShopPlatform platform, Images images) {
        return new Shops(platform, images).shop();
    }

    private Shop shop() {
        List<Shop.Service> services = serviceSpecs.stream().map(this::service).toList();
        DependencyOrder.check(services);
        Map<String, String> annotations = Optional.ofNullable(platform.getMetadata().getAnnotations()).orElse(Map.of());
        return new Shop(
            platform.getMetadata().getNamespace(),
            platform.getMetadata().getName(),
            platform.getMetadata().getUid(),
            "true".equals(annotations.get(ShopPlatform.PAUSE_ANNOTATION)),
            services,
            gateway(services),
            spec.mesh() != null && spec.mesh().provider() == MeshSpec.Provider.Istio,
            orElse(spec.networkPolicy(), true),
            databases,
            orElse(spec.revisionHistoryLimit(), 10));
    }

    private static List<ServiceSpec> bundledServices() {
        return Stream.of(Bundled.values())
            .map(bundled -> new ServiceSpec(
                bundled.service, null, null, null, null, null, null, null, null, null, null, null, null))
            .toList();
    }

    private Shop.Service service(ServiceSpec service) {
        Optional<Bundled> bundled = service.image() == null ? Bundled.of(service.name()) : Optional.empty();
        String image = service.image() != null ? service.image() : images.bundled(service.name(), spec.version());
        return new Shop.Service(
            service.name(),
            image,
            Images.tag(image, spec.version()),
            orElse(service.port(), 8080),
            service.autoscaling() != null ? Optional.empty() : Optional.of(orElse(service.replicas(), 1)),
            Optional.ofNullable(service.autoscaling()),
            orElse(service.dependsOn(), bundled.map(this::presentDependencies).orElse(List.of())).stream().sorted().toList(),
            service.config() == null ? Map.of() : new TreeMap<>(service.config()),
            orElse(service.env(), List.of()),
            orElse(service.resources(), bundled.map(b -> Bundled.resources()).orElseGet(Shops::defaultResources)),
            probes(service.probes(), bundled.map(b -> Bundled.probes()).orElseGet(Shops::defaultProbes)),
            orElse(service.podDisruptionBudget(), new PodDisruptionBudgetSpec(null, new IntOrString(1))),
            orElse(service.topologySpreadConstraints(), List.of()),
            bindings(service, bundled));
    }

    private List<String> presentDependencies(Bundled bundled) {
        Set<String> present = new HashSet<>(serviceSpecs.stream().map(ServiceSpec::name).toList());
        return bundled.dependsOn.stream().filter(present::contains).toList();
    }

    private static ProbesSpec probes(ProbesSpec own, ProbesSpec defaults) {
        if (own == null) {
            return defaults;
        }
        return new ProbesSpec(
            orElse(own.liveness(), defaults.liveness()),
            orElse(own.readiness(), defaults.readiness()),
            orElse(own.startup(), defaults.startup()));
    }

    private static ProbesSpec defaultProbes() {
        return new ProbesSpec(null, portOpen(2, 2), portOpen(1, 120));
    }

    private static Probe portOpen(int period, int failures) {
        return new ProbeBuilder()
            .withNewTcpSocket().withPort(new IntOrString("http")).endTcpSocket()
            .withPeriodSeconds(period)
            .withFailureThreshold(failures)
            .build();
    }

    private static ResourceRequirements defaultResources() {
        return new ResourceRequirementsBuilder()
            .addToRequests("cpu", new Quantity("50m"))
            .addToRequests("memory", new Quantity("128Mi"))
            .addToLimits("memory", new Quantity("512Mi"))
            .build();
    }

    private List<Shop.Database> databases() {
        if (spec.resources() == null || spec.resources().isEmpty()) {
            boolean needed = serviceSpecs.stream()
                .anyMatch(s -> s.image() == null && s.bindings() == null && Bundled.of(s.name()).isPresent());
            return needed
                ? List.of(database(new ResourceSpec(Bundled.DATABASE, null, null, null, null, null)))
                : List.of();
        }
        return spec.resources().stream().map(Shops::database).toList();
    }

    private static Shop.Database database(ResourceSpec resource) {
        boolean managed = resource.provider() != ResourceSpec.Provider.External;
        return new Shop.Database(
            resource.name(),
            managed,
            managed ? resource.name() : resource.secretRef().name(),
            orElse(resource.storage(), new Quantity("1Gi")),
            orElse(resource.reclaimPolicy(), ResourceSpec.ReclaimPolicy.Retain));
    }

    private List<Shop.Database> bindings(ServiceSpec service, Optional<Bundled> bundled) {
        if (service.bindings() == null) {
            return bundled.isPresent() ? databases.stream().limit(1).toList() : List.of();
        }
        return service.bindings().stream().map(BindingSpec::resource).map(name -> databases.stream()
            .filter(database -> database.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new InvalidSpecException("spec.services[" + service.name() + "].bindings",
                "there is no resource " + name + " in spec.resources; add it or correct the name"))).toList();
    }

    private Optional<Shop.Gateway> gateway(List<Shop.Service> services) {
        if (spec.gateway() == null && spec.services() != null) {
            return Optional.empty();
        }
        GatewaySpec gateway = orElse(spec.gateway(), new GatewaySpec(null, null, null, null, null));
        return Optional.of(new Shop.Gateway(
            platform.getMetadata().getName() + "-gateway",
            orElse(gateway.provider(), Provider.NGINX),
            orElse(gateway.hostnames(), List.of()),
            gateway.routes() == null ? bundledRoutes(services) : routes(gateway.routes(), services),
            orElse(gateway.replicas(), 2),
            orElse(gateway.serviceType(), ServiceType.LoadBalancer)));
    }

    private static List<Shop.Route> bundledRoutes(List<Shop.Service> services) {
        List<Shop.Route> routes = services.stream()
            .flatMap(service -> Bundled.of(service.name()).flatMap(b -> b.path).stream()
                .map(path -> new Shop.Route(Path.Type.PathPrefix, path, service)))
            .toList();
        if (routes.isEmpty()) {
            throw new InvalidSpecException("spec.gateway.routes", "none is given, and the bundled services, which have default"
                + " routes, are not among the services; add a route");
        }
        return routes;
    }

    private static List<Shop.Route> routes(List<RouteSpec> specs, List<Shop.Service> services) {
        List<Shop.Route> routes = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (RouteSpec spec : specs) {
            String field = "spec.gateway.routes[" + spec.name() + "]";
            Shop.Service service = services.stream()
                .filter(s -> s.name().equals(spec.service()))
                .findFirst()
                .orElseThrow(() -> new InvalidSpecException(field + ".service",
                    "there is no service " + spec.service() + " in spec.services; add it or correct the name"));
            for (RouteSpec.Match match : spec.matches()) {
                Path.Type type = orElse(match.path().type(), Path.Type.PathPrefix);
                String value = match.path().value();
                String path = type == Path.Type.PathPrefix ? value.replaceAll("/+$", "") : value;
                if (!taken.add(type + path)) {
                    throw new InvalidSpecException(field + ".matches",
                        type + " " + value + " is matched by an earlier route already; remove one of the two");
                }
                routes.add(new Shop.Route(type, path, service));
            }
        }
        return List.copyOf(routes);
    }

    private static <T> T orElse(T value, T fallback) {
        return value != null ? value : fallback;
    }
}
