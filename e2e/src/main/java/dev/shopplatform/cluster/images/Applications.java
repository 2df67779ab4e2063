package dev.shopplatform.cluster.images;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Locks;
import dev.shopplatform.cluster.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images of this checkout's own applications: built by Maven and Jib, all in one go, and only if something that goes into
 * one of them has changed since. They stay in the checkout, as they change with every edit.
 */
final class Applications {

    private static final List<String> MODULES =
            List.of("operator", "services/user-service", "services/payment-service", "services/order-service");
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(20);

    private final Path checkout = Checkout.root();
    private final Path built = checkout.resolve("target/application-images.key");
    private final Progress progress;

    Applications(Progress progress) {
        this.progress = progress;
    }

    /**
     * The images' tars, in no order that matters.
     *
     * @param javaBase the tar of the image that they stand on; without it, the public one that the build names
     */
    List<Path> tars(Optional<Path> javaBase) {
        return Locks.holding(Checkout.buildLock(), () -> {
            List<Path> tars = MODULES.stream().map(module -> checkout.resolve(module).resolve("target/jib-image.tar")).toList();
            try {
                String key = key(javaBase);
                if (!(Files.exists(built) && Files.readString(built).equals(key) && tars.stream().allMatch(Files::exists))) {
                    Files.deleteIfExists(built);
                    progress.step("images of the operator and the services", () -> build(javaBase));
                    Files.writeString(built, key);
                }
                return tars;
            } catch (IOException e) {
                throw new UncheckedIOException("Could not make the images of the operator and the services", e);
            }
        });
    }

    private void build(Optional<Path> javaBase) {
        List<String> maven = new ArrayList<>(List.of(checkout.resolve("mvnw").toString(), "--quiet",
                "--file", checkout.resolve("pom.xml").toString(), "--projects", String.join(",", MODULES), "--also-make",
                "package", "jib:buildTar", "-DskipTests"));
        maven.add("-Dimage.registry=" + Images.REPOSITORY);
        javaBase.ifPresent(tar -> maven.add("-Dimage.base=tar://" + tar));
        maven.add("-Djib.from.platforms=linux/" + Architecture.ofThisMachine());
        Command.of(maven).in(checkout).within(BUILD_LIMIT).run();
    }

    private String key(Optional<Path> javaBase) throws IOException {
        Fingerprint inputs = new Fingerprint().code(Applications.class).text("base", javaBase.map(Path::toString).orElse("public"))
                .file("pom.xml", checkout.resolve("pom.xml"));
        for (String folder : List.of("crds", "operator", "services")) {
            inputs.folder(folder, checkout.resolve(folder), Applications::isInput);
        }
        return inputs.key();
    }

    /** What a module is built from: its {@code pom.xml} and what is below {@code src/main}. */
    static boolean isInput(Path file) {
        return file.endsWith("pom.xml") && !contains(file, "target") || contains(file, "src/main");
    }

    private static boolean contains(Path file, String folders) {
        Path wanted = Path.of(folders);
        return Stream.iterate(file.getParent(), parent -> parent != null, Path::getParent).anyMatch(p -> p.endsWith(wanted));
    }
}
