package dev.shopplatform.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * The upstream programs, built from their own sources by Go and kept in the cache that all checkouts share. A program is built
 * when it is first asked for, and again only when its go.mod or the way of building changes.
 */
public final class Components {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(30);

    private Components() {
    }

    /** The program of that name, for example {@code helm}; built now if need be, which is told on the error stream. */
    public static Path path(String program) {
        return path(Component.named(program), "", Progress.on(System.err));
    }

    /** Builds what is missing, one after the other: each build keeps all cores busy by itself. */
    public static void build(List<Component> components, Progress progress) {
        int done = 0;
        for (Component component : components) {
            path(component, "[" + ++done + "/" + components.size() + "] ", progress);
        }
    }

    public static Path path(Component component) {
        return path(component, "", Progress.on(System.err));
    }

    private static Path path(Component component, String count, Progress progress) {
        Path provided = provided(component);
        if (provided != null) {
            return provided;
        }
        Path program = folder(component.module).resolve(component.program);
        if (!Files.isExecutable(program)) {
            Locks.holding(program.resolveSibling(component.program + ".lock"), () -> {
                if (!Files.isExecutable(program)) {
                    progress.step(count + component.program + ": building", () -> build(component, program));
                }
                return null;
            });
        }
        return program;
    }

    /** The folder by which people who test against an API server already name its programs. */
    private static Path provided(Component component) {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        if (assets == null || assets.isBlank()) {
            return null;
        }
        Path program = Path.of(assets, component.program);
        return Files.isExecutable(program) ? program : null;
    }

    private static void build(Component component, Path program) {
        Path unfinished = program.resolveSibling(component.program + "." + ProcessHandle.current().pid());
        try {
            Command.of(GoToolchain.go(), "build", "-mod=readonly", "-trimpath", "-ldflags", linkerFlags(),
                            "-o", unfinished, component.goPackage)
                    .in(module(component.module)).env("CGO_ENABLED", "0").within(BUILD_LIMIT).run();
            Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            unfinished.toFile().delete();
        }
    }

    /** Without these, the programs take themselves for version 0.0.0 and refuse to work with each other. */
    private static String linkerFlags() {
        String version = kubernetesVersion();
        String[] parts = version.substring(1).split("\\.");
        String variables = "k8s.io/component-base/version.";
        return "-s -w -X " + variables + "gitVersion=" + version + " -X " + variables + "gitMajor=" + parts[0]
                + " -X " + variables + "gitMinor=" + parts[1];
    }

    /** For example {@code v1.37.2}. */
    public static String kubernetesVersion() {
        return required("k8s.io/kubernetes");
    }

    /** Of the Go that the sources ask for, for example {@code 1.26.4}. */
    static String goVersion() {
        return required("go");
    }

    private static String required(String name) {
        Path file = module("tools").resolve("go.mod");
        return text(file).lines().map(String::strip).filter(line -> line.startsWith(name + " "))
                .map(line -> line.split(" ")[1]).findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " says nothing of " + name));
    }

    private static Path folder(String module) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(module(module).resolve("go.mod")));
            digest.update(Files.readAllBytes(module(module).resolve("go.sum")));
            digest.update(linkerFlags().getBytes(StandardCharsets.UTF_8));
            digest.update(platform().getBytes(StandardCharsets.UTF_8));
            String key = HexFormat.of().formatHex(digest.digest()).substring(0, 16);
            return Files.createDirectories(Checkout.cache().resolve("components").resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }

    private static String platform() {
        Properties system = System.getProperties();
        return system.getProperty("os.name") + "/" + system.getProperty("os.arch");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path module(String folder) {
        return Checkout.root().resolve(folder);
    }
}
