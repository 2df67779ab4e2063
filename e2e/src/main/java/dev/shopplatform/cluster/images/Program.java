package dev.shopplatform.cluster.images;

import dev.shopplatform.cluster.Command;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A program of this machine that images are made with, and the Debian packages that bring it. */
record Program(String name, List<String> packages) {

    static final Program MMDEBSTRAP = new Program("mmdebstrap", List.of("mmdebstrap", "debian-archive-keyring"));
    static final Program GCC = new Program("gcc", List.of("gcc", "libc6-dev"));
    static final Program PIP = new Program("pip3", List.of("python3-pip"));

    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);

    /** Installs the program if it is missing and this machine has apt-get. */
    void ensure() {
        if (Command.exists(name)) {
            return;
        }
        if (!Command.exists("apt-get")) {
            throw new IllegalStateException("The program " + name + " makes images and is missing. Install it.");
        }
        Command.of("apt-get", "update", "-qq").within(INSTALL_LIMIT).run();
        Command.of(Stream.concat(
                        Stream.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"),
                        packages.stream()).toList())
                .env("DEBIAN_FRONTEND", "noninteractive")
                .within(INSTALL_LIMIT)
                .run();
    }
}
