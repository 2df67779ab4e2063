package dev.shopplatform.cluster.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of this machine that images are made with, and the Debian packages that bring it. */
record Program(String name, String... packages) {

    static final Program MMDEBSTRAP = new Program("mmdebstrap", "mmdebstrap", "debian-archive-keyring");
    static final Program GCC = new Program("gcc", "gcc", "libc6-dev");
    static final Program PIP = new Program("pip3", "python3-pip");
    static final Program GO = new Program("go", "golang-go");

    /** Installs the program if it is missing and this machine lets us. */
    void ensure() throws IOException, InterruptedException {
        if (onPath(name)) {
            return;
        }
        if (!onPath("apt-get")) {
            throw new IOException("`" + name + "` is needed and missing; please install it");
        }
        Command.of("apt-get", "update", "-qq").run();
        List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends",
                "-o", "DPkg::Lock::Timeout=300"));
        install.addAll(List.of(packages));
        Command.of(install).with("DEBIAN_FRONTEND", "noninteractive").run();
    }

    private static boolean onPath(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
