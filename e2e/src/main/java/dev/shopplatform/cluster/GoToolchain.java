package dev.shopplatform.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a Go that can build the components; fetches one where the machine has none, or one that is too old. */
final class GoToolchain {
    /** The first Go that fetches, by itself, the newer one that a go.mod asks for. */
    private static final int FIRST_THAT_UPGRADES_ITSELF = 21;
    private static final Pattern VERSION = Pattern.compile("go1\\.(\\d+)");
    private static final Pattern FOLDER = Pattern.compile("\"Dir\": \"([^\"]+)\"");

    private GoToolchain() {
    }

    static Path go() {
        Path go = Command.exists("go") ? Command.find("go") : installed();
        Matcher version = VERSION.matcher(Command.of(go, "env", "GOVERSION").env("GOTOOLCHAIN", "local").run());
        if (!version.find()) {
            throw new IllegalStateException(go + " does not tell its version");
        }
        return Integer.parseInt(version.group(1)) < FIRST_THAT_UPGRADES_ITSELF ? upgraded(go) : go;
    }

    private static Path installed() {
        if (!Command.exists("apt-get") || !"root".equals(System.getProperty("user.name"))) {
            throw new IllegalStateException("Go is missing: the cluster's components are built by it. Install Go 1."
                    + FIRST_THAT_UPGRADES_ITSELF + " or later and put it on the PATH.");
        }
        AptGet.install(List.of("golang-go"));
        return Command.find("go");
    }

    /**
     * Go's releases are to be had as modules, which an old Go fetches and checks like any other; only what makes their
     * programs executable it does not yet know.
     */
    private static Path upgraded(Path old) {
        String release = "golang.org/toolchain@v0.0.1-go" + Components.goVersion() + "." + platform();
        Matcher folder = FOLDER.matcher(Command.of(old, "mod", "download", "-json", release)
                .in(Path.of(System.getProperty("java.io.tmpdir"))).within(Duration.ofMinutes(5)).run());
        if (!folder.find()) {
            throw new IllegalStateException(old + " is too old to build the cluster's components, and did not fetch "
                    + release + ". Install Go 1." + FIRST_THAT_UPGRADES_ITSELF + " or later.");
        }
        Path home = Path.of(folder.group(1));
        Command.of("chmod", "-R", "+x", home.resolve("bin"), home.resolve("pkg/tool")).run();
        return home.resolve("bin/go");
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch");
        return os + "-" + switch (architecture) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> architecture;
        };
    }
}
