package dev.shopplatform.cluster;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a Go that can build the components. */
final class GoToolchain {
    /** The first Go that fetches, by itself, the newer one that a go.mod asks for. */
    private static final int FIRST_THAT_UPGRADES_ITSELF = 21;
    private static final Pattern VERSION = Pattern.compile("go1\\.(\\d+)");

    private GoToolchain() {
    }

    static Path go() {
        Path go = Command.find("go");
        if (go == null) {
            throw new IllegalStateException("Go is missing: the cluster's components are built by it. Install Go 1."
                    + FIRST_THAT_UPGRADES_ITSELF + " or later and put it on the PATH.");
        }
        Matcher version = VERSION.matcher(Command.of(go, "version").run());
        if (!version.find() || Integer.parseInt(version.group(1)) < FIRST_THAT_UPGRADES_ITSELF) {
            throw new IllegalStateException(go + " is older than Go 1." + FIRST_THAT_UPGRADES_ITSELF
                    + ", which the cluster's components need to be built.");
        }
        return go;
    }
}
