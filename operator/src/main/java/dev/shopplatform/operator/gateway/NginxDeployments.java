package dev.shopplatform.operator.gateway;

import dev.shopplatform.operator.child.PodSecurity;
import dev.shopplatform.operator.child.Workloads;
import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Hash;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Problem;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Optional;
import java.util.stream.Stream;

/** The pods of the gateway. A new configuration rolls them. */
public final class NginxDeployments implements Child<Deployment> {
    private static final String COMMAND = "nginx -c " + Nginx.CONFIG_FOLDER + "/" + Nginx.CONFIG_FILE;

    @Override
    public Class<Deployment> kind() {
        return Deployment.class;
    }

    @Override
    public Stream<Wanted<Deployment>> desired(View view) {
        return Nginx.gateway(view).stream().map(gateway -> Nginx.config(gateway, view)
            .map(config -> Wanted.apply(deployment(gateway, config, view)))
            .orElseGet(() -> Wanted.hold(Deployment.class, gateway.name(), Metadata.GATEWAY, "it starts when configured")));
    }

    @Override
    public Optional<Problem> check(Deployment actual, View view) {
        return Workloads.check(actual, view);
    }

    private static Deployment deployment(Shop.Gateway gateway, String config, View view) {
        Shop shop = view.shop();
        return new DeploymentBuilder()
            .withMetadata(Metadata.of(gateway.name(), Metadata.GATEWAY))
            .withNewSpec()
                .withReplicas(gateway.replicas())
                .withRevisionHistoryLimit(shop.revisionHistoryLimit())
                .withNewSelector().withMatchLabels(Metadata.selector(shop, gateway.name())).endSelector()
                .withStrategy(Workloads.noPodLess())
                .withTemplate(template(gateway, config, view))
            .endSpec()
            .build();
    }

    private static PodTemplateSpec template(Shop.Gateway gateway, String config, View view) {
        return new PodTemplateSpecBuilder()
            .withNewMetadata()
                .withLabels(Metadata.podLabels(view.shop(), gateway.name(), Metadata.GATEWAY, ""))
                .addToAnnotations("shopplatform.dev/config-hash", Hash.of(config))
            .endMetadata()
            .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(45L)
                .withSecurityContext(PodSecurity.pod(PodSecurity.USER))
                .withVolumes(
                    new VolumeBuilder().withName("config").withNewConfigMap().withName(gateway.name()).endConfigMap().build(),
                    PodSecurity.scratch("tmp"))
                .addNewContainer()
                    .withName("nginx")
                    .withImage(view.images().nginx())
                    .withCommand("sh", "-c", "exec " + COMMAND + " -g 'daemon off;'")
                    .addNewPort().withName("http").withContainerPort(NginxConfig.PORT).withProtocol("TCP").endPort()
                    .addNewPort().withName("health").withContainerPort(NginxConfig.HEALTH_PORT).withProtocol("TCP").endPort()
                    .withNewResources()
                        .addToRequests("cpu", new Quantity("50m"))
                        .addToRequests("memory", new Quantity("32Mi"))
                        .addToLimits("memory", new Quantity("128Mi"))
                    .endResources()
                    .withReadinessProbe(healthz(2, 2))
                    .withLivenessProbe(healthz(10, 3))
                    // SIGTERM makes nginx drop its connections; quit lets them end, and the hook holds the signal back.
                    .withNewLifecycle()
                        .withNewPreStop()
                            .withNewExec()
                                .withCommand("sh", "-c", "sleep " + Workloads.DRAIN_SECONDS + "; " + COMMAND + " -s quit; sleep 30")
                            .endExec()
                        .endPreStop()
                    .endLifecycle()
                    .withSecurityContext(PodSecurity.container())
                    .withVolumeMounts(PodSecurity.mount("config", Nginx.CONFIG_FOLDER), PodSecurity.mount("tmp", "/tmp"))
                .endContainer()
            .endSpec()
            .build();
    }

    private static Probe healthz(int period, int failures) {
        return new ProbeBuilder()
            .withNewHttpGet().withPath("/healthz").withPort(new IntOrString("health")).endHttpGet()
            .withPeriodSeconds(period)
            .withFailureThreshold(failures)
            .build();
    }
}
