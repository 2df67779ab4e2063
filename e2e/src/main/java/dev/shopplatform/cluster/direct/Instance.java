package dev.shopplatform.cluster.direct;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state folder of a cluster that runs directly on this machine: where each of its files is. */
record Instance(String name, Path folder) {

    static Instance named(String name) {
        return new Instance(name, Checkout.state(name).resolve("direct"));
    }

    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    Path pki() {
        return folder.resolve("pki");
    }

    Path config() {
        return folder.resolve("config");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path data() {
        return folder.resolve("data");
    }

    /** The scripts that the instance's first process runs and restarts. */
    Path services() {
        return folder.resolve("services");
    }

    void create() {
        for (Path sub : new Path[] {folder, pki(), config(), logs(), data(), services()}) {
            directory(sub);
        }
        // The keys in here open the cluster, and the cluster is root on this machine.
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    Path writeConfig(String fileName, String content) {
        return write(config().resolve(fileName), content);
    }

    /** Starts the command: as a script that the instance's first process finds, runs and restarts. */
    void startService(String service, String... command) {
        String words = Stream.of(command).map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" \\\n  "));
        Path unfinished = write(config().resolve(service + ".service"), "exec " + words + "\n");
        try {
            Files.move(unfinished, services().resolve(service), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of what the service has said. */
    String logTail(String service) {
        Path log = logs().resolve(service + ".log");
        try {
            return Files.exists(log)
                    ? Command.tail(new String(Files.readAllBytes(log), StandardCharsets.UTF_8), 15)
                    : "(no log)";
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** What was noted when the instance was made, so that a later process knows whether it fits a request. */
    Optional<Notes> notes() {
        Path file = folder.resolve("instance.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new Notes(Integer.parseInt(properties.getProperty("slot")), properties.getProperty("version"),
                Optional.ofNullable(properties.getProperty("auditLog")).map(Path::of)));
    }

    void note(Notes notes) {
        Properties properties = new Properties();
        properties.setProperty("slot", Integer.toString(notes.slot()));
        properties.setProperty("version", notes.version());
        notes.auditLog().ifPresent(path -> properties.setProperty("auditLog", path.toString()));
        try (var writer = Files.newBufferedWriter(folder.resolve("instance.properties"))) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param slot    the number of the link to the node, negative where there is no node
     * @param version of Kubernetes
     */
    record Notes(int slot, String version, Optional<Path> auditLog) {
        boolean hasNode() {
            return slot >= 0;
        }
    }
}
