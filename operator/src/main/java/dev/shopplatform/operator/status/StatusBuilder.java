package dev.shopplatform.operator.status;

import static dev.shopplatform.operator.status.Conditions.DEGRADED;
import static dev.shopplatform.operator.status.Conditions.GATEWAY_READY;
import static dev.shopplatform.operator.status.Conditions.MESH_READY;
import static dev.shopplatform.operator.status.Conditions.PAUSED;
import static dev.shopplatform.operator.status.Conditions.PROGRESSING;
import static dev.shopplatform.operator.status.Conditions.READY;

import dev.shopplatform.api.v1alpha1.GatewaySpec.Provider;
import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import dev.shopplatform.operator.apply.Outcome;
import dev.shopplatform.operator.plan.InvalidSpecException;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Plan;
import dev.shopplatform.operator.plan.Plan.Ailment;
import dev.shopplatform.operator.plan.Problem;
import dev.shopplatform.operator.plan.Problem.Health;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The status of a platform as a pure function of what is asked for, what exists and what came of the last plan. */
public final class StatusBuilder {
    static final String INVALID_SPEC = "InvalidSpec";
    private static final String MESH = "mesh";
    private static final Set<String> MESH_KINDS = Set.of("VirtualService", "DestinationRule");
    private static final int MAX_CHILDREN = 16;
    private static final String RESUME = "set the annotation " + ShopPlatform.PAUSE_ANNOTATION + " to false to go on";

    private final ShopPlatform platform;
    private final Conditions conditions;

    private StatusBuilder(ShopPlatform platform, Instant now) {
        this.platform = platform;
        List<Condition> before = platform.getStatus() == null || platform.getStatus().conditions() == null
            ? List.of() : platform.getStatus().conditions();
        this.conditions = new Conditions(before, platform.getMetadata().getGeneration(), now);
    }

    /** The status of a spec that cannot be carried out: what runs is left alone, and so is what was said of it. */
    public static ShopPlatformStatus invalid(ShopPlatform platform, InvalidSpecException reason, Instant now) {
        StatusBuilder builder = new StatusBuilder(platform, now);
        String message = reason.getMessage() + " (nothing was changed)";
        builder.conditions
            .add(READY, false, INVALID_SPEC, message)
            .add(PROGRESSING, false, INVALID_SPEC, message)
            .add(DEGRADED, true, INVALID_SPEC, message)
            .keepOthers();
        ShopPlatformStatus before = platform.getStatus();
        return builder.status(
            before == null ? null : before.services(),
            before == null ? null : before.gateway(),
            before == null ? null : before.children());
    }

    /** The status after a plan was carried out, or not, if the platform is paused. */
    public static ShopPlatformStatus of(ShopPlatform platform, View view, Plan plan, Outcome outcome, Instant now) {
        return new StatusBuilder(platform, now).of(view, plan, outcome);
    }

    private ShopPlatformStatus of(View view, Plan plan, Outcome outcome) {
        List<Ailment> ailments = ailments(view, plan, outcome);
        Optional<Ailment> degraded = ailments.stream().filter(a -> a.problem().health() == Health.Degraded).findFirst();
        Optional<Ailment> first = degraded.or(() -> ailments.stream().findFirst());
        conditions.add(READY, first.isEmpty(), reason(first, "AllReady"), message(first, "every child is ready"));
        Optional<Ailment> moving = ailments.stream().filter(a -> a.problem().health() != Health.Degraded).findFirst();
        conditions.add(PROGRESSING, moving.isPresent(), reason(moving, "Settled"), message(moving, "nothing is on its way"));
        conditions.add(DEGRADED, degraded.isPresent(), reason(degraded, "NothingWrong"), message(degraded, "nothing is wrong"));
        part(ailments, Metadata.GATEWAY, GATEWAY_READY, view.shop().gateway().isPresent());
        part(ailments, MESH, MESH_READY, view.shop().mesh());
        conditions.add(PAUSED, view.shop().paused(), view.shop().paused() ? "Paused" : "NotPaused",
            view.shop().paused() ? RESUME : "changes are carried out");
        return status(services(view), gateway(view), children(ailments));
    }

    private void part(List<Ailment> ailments, String component, String type, boolean wanted) {
        if (wanted) {
            Optional<Ailment> wrong = ailments.stream().filter(ailment -> ailment.component().equals(component)).findFirst();
            conditions.add(type, wrong.isEmpty(), reason(wrong, "AllReady"), message(wrong, "it is ready"));
        }
    }

    /** What the plan found, and what carrying it out brought up; the latter says more of the same child. */
    private static List<Ailment> ailments(View view, Plan plan, Outcome outcome) {
        List<Ailment> news = new ArrayList<>(missingApis(view));
        outcome.conflicts().forEach(conflict -> news.add(ailment(plan, conflict.kind(), conflict.name(), Problem.degraded(
            "NameConflict", "the name is taken by an object that belongs to " + conflict.holder()
                + "; delete or rename it, or rename what the shop calls so"))));
        outcome.failures().forEach(failure -> news.add(ailment(plan, failure.kind(), failure.name(), Problem.degraded(
            "WriteFailed", Optional.ofNullable(failure.cause().getStatus()).map(status -> status.getMessage())
                .orElse(failure.cause().getMessage())))));
        Stream<Ailment> rest = plan.ailments().stream().filter(old -> news.stream()
            .noneMatch(ailment -> ailment.kind().equals(old.kind()) && ailment.name().equals(old.name())));
        return Stream.concat(news.stream(), rest).toList();
    }

    private static Ailment ailment(Plan plan, String kind, String name, Problem problem) {
        String component = plan.component(kind, name);
        boolean routing = component.equals(Metadata.SERVICE) && MESH_KINDS.contains(kind);
        return new Ailment(kind, name, routing ? MESH : component, problem);
    }

    private static List<Ailment> missingApis(View view) {
        if (view.capabilities().istio()) {
            return List.of();
        }
        Problem problem = Problem.degraded("IstioNotInstalled",
            "the cluster lacks Istio's networking.istio.io/v1 API; install Istio, and the operator goes on by itself");
        List<Ailment> missing = new ArrayList<>();
        view.shop().gateway(Provider.Istio)
            .ifPresent(gateway -> missing.add(new Ailment("Gateway", gateway.name(), Metadata.GATEWAY, problem)));
        if (view.shop().mesh()) {
            missing.add(new Ailment("VirtualService", view.shop().services().getFirst().name(), MESH, problem));
        }
        return missing;
    }

    private static String reason(Optional<Ailment> ailment, String otherwise) {
        return ailment.map(a -> a.problem().reason()).orElse(otherwise);
    }

    private static String message(Optional<Ailment> ailment, String otherwise) {
        return ailment.map(a -> a.kind() + " " + a.name() + ": " + a.problem().message()).orElse(otherwise);
    }

    private static List<ShopPlatformStatus.Service> services(View view) {
        return view.shop().services().stream().map(service -> {
            Optional<Deployment> actual = view.observed().find(Deployment.class, service.name());
            Integer ready = actual.map(Deployment::getStatus).map(status -> status.getAvailableReplicas()).orElse(0);
            Integer desired = actual.map(deployment -> deployment.getSpec().getReplicas()).or(service::replicas).orElse(1);
            return new ShopPlatformStatus.Service(service.name(), ready, desired, service.image(), service.url());
        }).toList();
    }

    /** Absent without an address: an object that loses its last field in a server-side apply becomes a null, which is refused. */
    private static ShopPlatformStatus.Gateway gateway(View view) {
        return view.shop().gateway().map(gateway -> url(gateway, view)).map(ShopPlatformStatus.Gateway::new).orElse(null);
    }

    /** The host name that the user gave, the load balancer's address, or the address inside the cluster. */
    private static String url(Shop.Gateway gateway, View view) {
        Optional<String> hostname = gateway.hostnames().stream().findFirst();
        Optional<String> balancer = view.observed().find(Service.class, gateway.name())
            .flatMap(StatusBuilder::balancer);
        String internal = gateway.name() + "." + view.shop().namespace() + ".svc";
        return gateway.provider() == Provider.Istio && hostname.isEmpty() ? null
            : "http://" + hostname.or(() -> balancer).orElse(internal);
    }

    private static Optional<String> balancer(Service service) {
        if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
            return Optional.empty();
        }
        return service.getStatus().getLoadBalancer().getIngress().stream().map(StatusBuilder::address).findFirst();
    }

    private static String address(LoadBalancerIngress ingress) {
        return ingress.getHostname() != null ? ingress.getHostname() : ingress.getIp();
    }

    private static List<ShopPlatformStatus.Child> children(List<Ailment> ailments) {
        return ailments.stream()
            .limit(MAX_CHILDREN)
            .map(a -> new ShopPlatformStatus.Child(
                a.kind(), a.name(), a.problem().health().name(), a.problem().reason(), Conditions.shorten(a.problem().message())))
            .toList();
    }

    private ShopPlatformStatus status(
            List<ShopPlatformStatus.Service> services, ShopPlatformStatus.Gateway gateway, List<ShopPlatformStatus.Child> children) {
        return new ShopPlatformStatus(platform.getMetadata().getGeneration(), conditions.list(), services, gateway, children);
    }
}
