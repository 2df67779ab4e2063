package dev.shopplatform.cluster.istio;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Component;
import dev.shopplatform.cluster.Components;
import dev.shopplatform.cluster.Progress;
import dev.shopplatform.cluster.images.Images;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Installs Istio by its own charts, with images made on this machine: istiod, and an ingress gateway of plain Envoy. */
public final class Istio {

    public static final String NAMESPACE = "istio-system";

    /** The ingress gateway's Service. Its pods carry the label {@code istio: ingressgateway}. */
    public static final String GATEWAY = "istio-ingressgateway";

    private static final String BASE = "istio-base";
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final Images images;
    private final Progress progress;
    private final Path values = Checkout.root().resolve("e2e/src/main/images/istio");

    public Istio(Cluster cluster, Images images, Progress progress) {
        this.cluster = cluster;
        this.images = images;
        this.progress = progress;
    }

    /** Returns when the gateway is ready. An installation that is there already is brought to this state. */
    public void install() {
        IstioModule module = IstioModule.find();
        Path istiod = images.istiod(Components.path(Component.PILOT_DISCOVERY));
        Path proxy = images.istioProxy(Components.path(Component.PILOT_AGENT), module.bootstrapTemplate());
        progress.step("Istio: images", () -> {
            cluster.load(istiod);
            cluster.load(proxy);
        });
        progress.step("Istio: custom resources", () -> release(BASE, module.chart("base")));
        progress.step("Istio: istiod", () -> release("istiod", module.chart("istio-control/istio-discovery"),
                "--values=" + values.resolve("istiod.yaml"),
                "--set=image=" + Images.ISTIOD,
                "--set=global.proxy.image=" + Images.ISTIO_PROXY));
        progress.step("Istio: ingress gateway", () -> release(GATEWAY, module.chart("gateway"),
                "--values=" + values.resolve("gateway.yaml")));
    }

    /** Removes all that {@link #install()} made, the custom resources of the whole cluster included. */
    public void uninstall() {
        for (String release : List.of(GATEWAY, "istiod", BASE)) {
            helm("uninstall", release, "--ignore-not-found", "--wait");
        }
        // Helm keeps these, as the chart tells it to. One by one: the objects of kinds that are deleted as a collection stay
        // in the database, and are back when the kinds are.
        var kinds = cluster.client().apiextensions().v1().customResourceDefinitions();
        kinds.withLabel("app.kubernetes.io/instance", BASE).list().getItems().forEach(kind -> kinds.resource(kind)
                .withTimeout(INSTALL_LIMIT.toSeconds(), TimeUnit.SECONDS).delete());
        // istiod puts its root certificate into every namespace.
        cluster.client().configMaps().inAnyNamespace().withLabel("istio.io/config", "true").delete();
        cluster.client().namespaces().withName(NAMESPACE).withTimeout(INSTALL_LIMIT.toSeconds(), TimeUnit.SECONDS).delete();
    }

    private void release(String name, Path chart, String... options) {
        List<String> arguments = new ArrayList<>(List.of("upgrade", "--install", name, chart.toString(),
                "--create-namespace", "--wait", "--timeout=" + INSTALL_LIMIT.minusSeconds(30).toSeconds() + "s"));
        arguments.addAll(List.of(options));
        helm(arguments.toArray(String[]::new));
    }

    private void helm(String... arguments) {
        List<String> words = new ArrayList<>(List.of(Components.path(Component.HELM).toString(),
                "--kubeconfig=" + cluster.kubeconfig(), "--namespace=" + NAMESPACE));
        words.addAll(List.of(arguments));
        Command.of(words).within(INSTALL_LIMIT).run();
    }
}
