package dev.shopplatform.operator.child;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Hash;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Planner;
import dev.shopplatform.operator.plan.Problem;
import dev.shopplatform.operator.plan.Reference;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The pods of each service. */
public final class Deployments implements Child<Deployment> {
    /** Changes with the config, the Secrets and the ConfigMaps of a service, and so rolls its pods. */
    private static final String CONFIG_HASH = ShopPlatform.GROUP + "/config-hash";

    @Override
    public Class<Deployment> kind() {
        return Deployment.class;
    }

    @Override
    public Stream<Wanted<Deployment>> desired(View view) {
        return view.shop().services().stream().map(service -> waitsFor(service, view)
            .map(reason -> Wanted.hold(Deployment.class, service.name(), Metadata.SERVICE, reason))
            .orElseGet(() -> Wanted.apply(deployment(service, view))));
    }

    @Override
    public Optional<Problem> check(Deployment actual, View view) {
        return Workloads.check(actual, view);
    }

    /** Only the first start waits for others: a service that runs is not stopped because another one fails. */
    private static Optional<String> waitsFor(Shop.Service service, View view) {
        Optional<Deployment> actual = view.observed().find(Deployment.class, service.name());
        if (actual.isPresent()) {
            return MeshRouting.relabelMustWait(service, actual.get(), view)
                ? Optional.of("its VirtualService must first stop pinning the old version")
                : secretBeingMade(service, view);
        }
        Stream<String> databases = service.bindings().stream()
            .filter(database -> database.managed() && !Workloads.isReady(Databases.statefulSet(database, view)))
            .map(Shop.Database::name);
        Stream<String> services = service.dependsOn().stream()
            .filter(name -> !Workloads.isReady(view.observed().find(Deployment.class, name)));
        List<String> missing = Stream.concat(databases, services).toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("it starts when ready: " + String.join(", ", missing));
    }

    /** A database's Secret that was deleted comes back with another password: the pods roll once, with that. */
    private static Optional<String> secretBeingMade(Shop.Service service, View view) {
        return service.bindings().stream()
            .filter(database -> database.managed() && !view.observed().versions().containsKey(Reference.secret(database.secret())))
            .map(database -> "the Secret " + database.secret() + " is being made")
            .findFirst();
    }

    private static Deployment deployment(Shop.Service service, View view) {
        Shop shop = view.shop();
        var deployment = new DeploymentBuilder()
            .withMetadata(Metadata.of(service.name(), Metadata.SERVICE))
            .withNewSpec()
                .withRevisionHistoryLimit(shop.revisionHistoryLimit())
                .withNewSelector().withMatchLabels(Metadata.selector(shop, service.name())).endSelector()
                .withStrategy(Workloads.noPodLess())
                .withTemplate(template(service, view))
            .endSpec()
            .build();
        service.replicas().ifPresentOrElse(
            replicas -> deployment.getSpec().setReplicas(replicas),
            () -> deployment.getMetadata().getAnnotations().put(Planner.AUTOSCALED, "true"));
        return deployment;
    }

    private static PodTemplateSpec template(Shop.Service service, View view) {
        Shop shop = view.shop();
        return new PodTemplateSpecBuilder()
            .withNewMetadata()
                .withLabels(Metadata.podLabels(shop, service.name(), Metadata.SERVICE, service.version()))
                .addToAnnotations(CONFIG_HASH, configHash(service, view))
            .endMetadata()
            .withNewSpec()
                .withServiceAccountName(service.name())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(45L)
                .withSecurityContext(PodSecurity.pod(PodSecurity.USER))
                .withTopologySpreadConstraints(spread(service, shop))
                .withVolumes(PodSecurity.scratch("tmp"))
                .addNewContainer()
                    .withName(service.name())
                    .withImage(service.image())
                    .withEnvFrom(Environment.config(service))
                    .withEnv(Environment.of(service, shop))
                    .addNewPort().withName("http").withContainerPort(service.port()).withProtocol("TCP").endPort()
                    .withResources(service.resources())
                    .withLivenessProbe(service.probes().liveness())
                    .withReadinessProbe(service.probes().readiness())
                    .withStartupProbe(service.probes().startup())
                    .withLifecycle(Workloads.drain())
                    .withSecurityContext(PodSecurity.container())
                    .withVolumeMounts(PodSecurity.mount("tmp", "/tmp"))
                .endContainer()
            .endSpec()
            .build();
    }

    private static String configHash(Shop.Service service, View view) {
        var versions = new TreeMap<Reference, String>();
        Shop.references(service).forEach(read -> versions.put(read, view.observed().versions().getOrDefault(read, "absent")));
        return Hash.of(List.of(service.config(), versions));
    }

    private static List<TopologySpreadConstraint> spread(Shop.Service service, Shop shop) {
        return service.topologySpreadConstraints().stream()
            .map(constraint -> constraint.getLabelSelector() != null ? constraint
                : new TopologySpreadConstraintBuilder(constraint)
                    .withNewLabelSelector().withMatchLabels(Metadata.selector(shop, service.name())).endLabelSelector()
                    .build())
            .toList();
    }
}
