package dev.shopplatform.operator.plan;

import dev.shopplatform.api.v1alpha1.AutoscalingSpec;
import dev.shopplatform.api.v1alpha1.GatewaySpec.Provider;
import dev.shopplatform.api.v1alpha1.GatewaySpec.ServiceType;
import dev.shopplatform.api.v1alpha1.PodDisruptionBudgetSpec;
import dev.shopplatform.api.v1alpha1.ProbesSpec;
import dev.shopplatform.api.v1alpha1.ResourceSpec.ReclaimPolicy;
import dev.shopplatform.api.v1alpha1.RouteSpec.Path;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A ShopPlatform with every default resolved and every name checked: what the children are derived from. No field is null,
 * but for probes that are absent.
 */
public record Shop(
        String namespace,
        String name,
        String uid,
        boolean paused,
        List<Service> services,
        Optional<Gateway> gateway,
        boolean mesh,
        boolean networkPolicy,
        List<Database> databases,
        int revisionHistoryLimit) {

    /** Characters of a DNS label. */
    private static final int MAX_LABEL = 63;

    private static final int SUBSET_HASH = 6;

    /**
     * One service.
     *
     * @param version  the image's tag, as a label value; the spec's version where the image has none
     * @param replicas empty where an autoscaler chooses the number of pods
     */
    public record Service(
            String name,
            String image,
            String version,
            int port,
            Optional<Integer> replicas,
            Optional<AutoscalingSpec> autoscaling,
            List<String> dependsOn,
            Map<String, String> config,
            List<EnvVar> env,
            ResourceRequirements resources,
            ProbesSpec probes,
            PodDisruptionBudgetSpec podDisruptionBudget,
            List<TopologySpreadConstraint> topologySpreadConstraints,
            List<Database> bindings) {

        public String subset() {
            return Shop.subset(version);
        }

        /** Where the service answers inside the namespace. */
        public String url() {
            return "http://" + name + ":" + port;
        }
    }

    /** The gateway; {@code name} is the name of its Deployment, Service and Istio Gateway. */
    public record Gateway(
            String name,
            Provider provider,
            List<String> hostnames,
            List<Route> routes,
            int replicas,
            ServiceType serviceType) {}

    /** A path that goes to a service; prefixes have no slash at their end. */
    public record Route(Path.Type type, String path, Service service) {}

    /**
     * A Postgres database.
     *
     * @param secret the Secret with host, port, database, username and password
     */
    public record Database(String name, boolean managed, String secret, Quantity storage, ReclaimPolicy reclaimPolicy) {}

    /**
     * Name of the Istio subset of a version: a DNS label, and another one for each version. Only dots can become hyphens without
     * a hash to tell {@code 1.0} from {@code 1-0}.
     */
    public static String subset(String version) {
        String label = version.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        boolean plain = version.matches("[a-z0-9]+(\\.[a-z0-9]+)*");
        return plain || version.isEmpty() ? label
            : label.substring(0, Math.min(label.length(), MAX_LABEL - 1 - SUBSET_HASH)) + "-" + Hash.of(version).substring(0, SUBSET_HASH);
    }

    /** The service of that name. */
    public Optional<Service> service(String wanted) {
        return services.stream().filter(service -> service.name().equals(wanted)).findFirst();
    }

    /** The services that may call this one. */
    public Stream<Service> callers(Service callee) {
        return services.stream().filter(service -> service.dependsOn().contains(callee.name()));
    }

    /** Whether the gateway sends requests to this service. */
    public boolean exposes(Service service) {
        return gateway.stream().flatMap(gateway -> gateway.routes().stream()).anyMatch(route -> route.service().equals(service));
    }

    public Stream<Database> managedDatabases() {
        return databases.stream().filter(Database::managed);
    }

    /** The gateway, where it is of this provider. */
    public Optional<Gateway> gateway(Provider provider) {
        return gateway.filter(gateway -> gateway.provider() == provider);
    }

    /** What the pods of the shop read. */
    public Set<Reference> references() {
        Stream<Reference> ofDatabases = managedDatabases().map(Database::secret).map(Reference::secret);
        return Stream.concat(ofDatabases, services.stream().flatMap(Shop::references)).collect(Collectors.toSet());
    }

    /** What the pods of this service read. */
    public static Stream<Reference> references(Service service) {
        return Stream.concat(service.bindings().stream().map(Database::secret).map(Reference::secret), Reference.of(service.env()));
    }
}
