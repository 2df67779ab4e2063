package dev.shopplatform.local;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Components;
import dev.shopplatform.cluster.ImageSupply;
import dev.shopplatform.cluster.images.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The operator on a cluster, installed by its chart. */
public final class OperatorRelease {
    public static final String NAMESPACE = "shop-system";
    private static final String NAME = "shop-operator";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Cluster cluster;

    public OperatorRelease(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Installs the chart, or brings an installation to this checkout's state, and waits until the operator is ready. */
    public void install(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
            "upgrade", "--install", NAME, chart().toString(),
            "--create-namespace", "--wait", "--timeout=" + LIMIT.minusSeconds(30).toSeconds() + "s",
            "--set=image.repository=" + registry() + "/" + NAME,
            "--set=images.registry=" + registry()));
        if (cluster.imageSupply() != ImageSupply.PULLED) {
            // The tag is the same from build to build, so what the image holds is what makes a pod of an older one go.
            arguments.add("--set=podAnnotations.image-digest=" + digest());
        }
        if (cluster.imageSupply() == ImageSupply.LOADED) {
            arguments.add("--set=images.nginx=" + Images.NGINX);
            arguments.add("--set=images.postgres=" + Images.POSTGRES);
        }
        for (String setting : settings) {
            arguments.add("--set=" + setting);
        }
        helm(arguments);
    }

    /** Removes what the chart installed. */
    public void uninstall() {
        helm(List.of("uninstall", NAME, "--ignore-not-found", "--wait"));
    }

    public static Path chart() {
        return Checkout.root().resolve("helm/shop-operator");
    }

    private String registry() {
        if (cluster.imageSupply() != ImageSupply.PULLED) {
            return Images.REPOSITORY;
        }
        String registry = System.getenv("REGISTRY");
        if (registry == null || registry.isBlank()) {
            throw new IllegalStateException("REGISTRY is missing: " + cluster.source() + " pulls its images, so push them with"
                + " make images REGISTRY=... and name the same REGISTRY here");
        }
        return registry;
    }

    private static String digest() {
        try {
            return Files.readString(Checkout.root().resolve("operator/target/jib-image.digest")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The operator's image was not made yet", e);
        }
    }

    private void helm(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
            Components.path("helm").toString(), "--kubeconfig=" + cluster.kubeconfig(), "--namespace=" + NAMESPACE));
        words.addAll(arguments);
        Command.of(words).within(LIMIT).run();
    }
}
