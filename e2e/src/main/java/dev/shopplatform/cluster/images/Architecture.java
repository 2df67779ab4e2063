package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.util.Set;

/** A processor architecture, by the name that both container images and Debian give it. */
record Architecture(String name) {

    static Architecture ofThisMachine() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> new Architecture("amd64");
            case "aarch64" -> new Architecture("arm64");
            case String other -> throw new IllegalStateException("No images can be made for the architecture " + other);
        };
    }

    Set<Platform> platforms() {
        return Set.of(new Platform(name, "linux"));
    }

    @Override
    public String toString() {
        return name;
    }
}
