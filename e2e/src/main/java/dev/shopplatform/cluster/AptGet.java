package dev.shopplatform.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Installs packages of Debian and what is derived from it. */
public final class AptGet {
    private AptGet() {
    }

    /** Installs them without starting any service that a package brings. */
    public static void install(List<String> packages) {
        List<String> command = new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends",
                "-o", "DPkg::Lock::Timeout=300"));
        command.addAll(packages);
        // The lists may be missing or too old; to fetch them costs more than most packages.
        if (!Files.isDirectory(Path.of("/var/lib/apt/lists/partial")) || !command(command).attempt().ok()) {
            Command.of("apt-get", "update", "-qq").within(Duration.ofMinutes(5)).run();
            command(command).run();
        }
    }

    private static Command command(List<String> command) {
        // Outside of a running level, Debian's packages leave their services alone.
        return Command.of(command).env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1")
                .within(Duration.ofMinutes(10));
    }
}
