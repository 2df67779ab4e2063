package dev.shopplatform.cluster.istio;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Command;
import java.nio.file.Path;
import java.time.Duration;

/** Istio's source at the version in {@code tools/go.mod}, in Go's own cache: its charts and its Envoy bootstrap come from here. */
public record IstioModule(Path folder) {

    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(5);

    public static IstioModule find() {
        // Gives the folder, and fetches the module first where the cache does not have it yet.
        String folder = Command.of("go", "mod", "download", "-json", "istio.io/istio")
                .in(Checkout.root().resolve("tools"))
                .within(DOWNLOAD_LIMIT)
                .run().lines()
                .map(String::strip)
                .filter(line -> line.startsWith("\"Dir\":"))
                .map(line -> line.split("\"")[3])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("tools/go.mod does not require istio.io/istio"));
        return new IstioModule(Path.of(folder));
    }

    /** What pilot-agent makes Envoy's configuration from. */
    Path bootstrapTemplate() {
        return folder.resolve("tools/packaging/common/envoy_bootstrap.json");
    }

    /** The custom resources of all of Istio. */
    public Path definitions() {
        return folder.resolve("manifests/charts/base/files/crd-all.gen.yaml");
    }

    Path chart(String name) {
        return folder.resolve("manifests/charts").resolve(name);
    }
}
