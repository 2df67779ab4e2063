package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.shopplatform.cluster.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Java runtime cut from the JDK of this machine, at the place where the official Eclipse Temurin images have it. */
record JavaBaseImage(DebianRoot root, Path javaHome) implements Recipe {

    private static final String HOME = "/opt/java/openjdk";

    /** Java SE as a whole, and what of the JDK the frameworks reach for: cryptography, flight recorder, jcmd, DNS, … */
    private static final List<String> MODULES = List.of("java.se", "jdk.attach", "jdk.crypto.cryptoki", "jdk.crypto.ec",
            "jdk.httpserver", "jdk.jcmd", "jdk.jfr", "jdk.management", "jdk.management.agent", "jdk.naming.dns", "jdk.net",
            "jdk.security.auth", "jdk.unsupported", "jdk.zipfs");

    JavaBaseImage(Path sources, Path javaHome) {
        this(new DebianRoot(sources, List.of("libc-bin", "tzdata", "zlib1g"), List.of()), javaHome);
    }

    @Override
    public void describe(Fingerprint inputs) throws IOException {
        root.describe(inputs);
        inputs.text("modules", MODULES).file("jdk", javaHome.resolve("release"));
    }

    @Override
    public JibContainerBuilder make(Path work) throws IOException {
        Path runtime = work.resolve("runtime");
        Command.of(javaHome.resolve("bin/jlink"), "--add-modules", String.join(",", MODULES),
                "--no-header-files", "--no-man-pages", "--output", runtime).run();
        // The archives of the core classes that halve the start, one for each layout of object headers. Only G1 can write the
        // objects among them; every collector can read those.
        for (String headers : List.of("-XX:-UseCompactObjectHeaders", "-XX:+UseCompactObjectHeaders")) {
            Command.of(runtime.resolve("bin/java"), headers, "-XX:+UseG1GC", "-Xshare:dump").run();
        }
        return root.make(work)
                .addFileEntriesLayer(layer(runtime))
                .addEnvironmentVariable("JAVA_HOME", HOME)
                .addEnvironmentVariable("PATH", HOME + "/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
                .addEnvironmentVariable("LANG", "C.UTF-8")
                .setEntrypoint("java")
                .setUser(ProgramImage.USER);
    }

    private static FileEntriesLayer layer(Path runtime) throws IOException {
        return FileEntriesLayer.builder()
                .setName("runtime")
                .addEntryRecursive(runtime, AbsoluteUnixPath.get(HOME), (file, _) -> permissions(file))
                .build();
    }

    private static FilePermissions permissions(Path file) {
        return FilePermissions.fromOctalString(Files.isDirectory(file) || Files.isExecutable(file) ? "755" : "644");
    }
}
