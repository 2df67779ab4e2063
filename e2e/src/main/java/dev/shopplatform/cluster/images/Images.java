package dev.shopplatform.cluster.images;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The images of the local cluster. Each method returns the tar of one image, which carries the name that the constant of the
 * same name gives. It is made at the first call and kept outside the checkout until something that goes into it
 * changes.
 */
public final class Images {

    /** What every name starts with: no such registry exists, so nothing can be pulled by mistake. */
    public static final String REPOSITORY = "shopplatform.local";

    public static final String PAUSE = REPOSITORY + "/pause:1";
    public static final String JAVA_BASE = REPOSITORY + "/java-base:25";
    public static final String NGINX = REPOSITORY + "/nginx:1.22";
    public static final String POSTGRES = REPOSITORY + "/postgres:15";
    public static final String COREDNS = REPOSITORY + "/coredns:1.15.0";
    public static final String METRICS_SERVER = REPOSITORY + "/metrics-server:0.9.0";
    public static final String ISTIOD = REPOSITORY + "/istiod:1";
    public static final String ISTIO_PROXY = REPOSITORY + "/istio-proxy:1";
    public static final String HELLO_GO = REPOSITORY + "/hello-go:1";

    private final Path sources;
    private final Path javaHome;
    private final ImageStore store;
    private final Applications applications;

    /**
     * @param javaHome the JDK that the Java runtime is taken from
     * @param progress gets one step for each image that has to be made
     */
    public Images(Path javaHome, Progress progress) {
        this.sources = Checkout.root().resolve("e2e/src/main/images");
        this.javaHome = javaHome.toAbsolutePath();
        this.store = new ImageStore(Checkout.cache().resolve("images"), progress);
        this.applications = new Applications(progress);
    }

    /** The first process of every pod. */
    public Path pause() {
        return store.get(PAUSE, new PauseImage(sources.resolve("pause/pause.c")));
    }

    /** A Java runtime on a small Debian, which Java applications stand on. */
    public Path javaBase() {
        return store.get(JAVA_BASE, new JavaBaseImage(sources, javaHome));
    }

    public Path nginx() {
        return store.get(NGINX, new NginxImage(sources));
    }

    /** PostgreSQL, by the contract of the official image. */
    public Path postgres() {
        return store.get(POSTGRES, new PostgresImage(sources));
    }

    public Path coredns(Path binary) {
        return store.get(COREDNS, new ProgramImage("/coredns", binary));
    }

    public Path metricsServer(Path binary) {
        return store.get(METRICS_SERVER, new ProgramImage("/metrics-server", binary));
    }

    public Path istiod(Path pilotDiscovery) {
        return store.get(ISTIOD, new ProgramImage("/usr/local/bin/pilot-discovery", pilotDiscovery));
    }

    /**
     * Envoy under Istio's agent.
     *
     * @param bootstrapTemplate {@code tools/packaging/common/envoy_bootstrap.json} of the Istio module of the agent's version
     */
    public Path istioProxy(Path pilotAgent, Path bootstrapTemplate) {
        return store.get(ISTIO_PROXY, new IstioProxyImage(sources, pilotAgent, bootstrapTemplate));
    }

    /** A small HTTP server in Go that knows nothing of ShopPlatform, for the test that any image will do. */
    public Path helloGo() {
        return store.get(HELLO_GO, new HelloGoImage(sources.resolve("hello-go")));
    }

    /**
     * The images of the operator and the bundled services, as this checkout has them now, named
     * {@code shopplatform.local/<artifact>:<project version>}.
     */
    public List<Path> applications() {
        return applications.tars(Optional.of(javaBase()));
    }

    /** The same on the public Java image that the build names, which is pulled. */
    public List<Path> applicationsOnPublicBase() {
        return applications.tars(Optional.empty());
    }
}
