package dev.shopplatform.cluster.images;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import dev.shopplatform.cluster.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A root file system of Debian packages that are unpacked but not configured, with busybox for a shell, as one layer. The
 * scripts {@code <sources>/<name>/finish} are run on it afterwards. Its key holds the names of the packages: their versions are
 * those that the Debian release has on the day when the image is made.
 *
 * @param sources  the folder of the image sources
 * @param packages what it holds beside the common packages
 * @param scripts  the names of the finishing scripts' folders beside {@code debian}, whole folders of which count as inputs
 */
record DebianRoot(Path sources, List<String> packages, List<String> scripts) {

    private static final String RELEASE = "bookworm";
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(10);
    private static final List<String> COMMON = List.of("base-files", "busybox", "libc6", "netbase");

    void describe(Fingerprint inputs) throws IOException {
        inputs.code(DebianRoot.class).text("packages", packages);
        for (String script : allScripts()) {
            inputs.folder(script, sources.resolve(script), _ -> true);
        }
    }

    JibContainerBuilder make(Path work) throws IOException {
        Program.MMDEBSTRAP.ensure();
        Path root = work.resolve("root");
        Command.of("mmdebstrap", "--variant=extract", "--format=directory", "--include=" + String.join(",", allPackages()),
                RELEASE, root).within(DOWNLOAD_LIMIT).run();
        for (String script : allScripts()) {
            Command.of(sources.resolve(script).resolve("finish"), root).run();
        }
        return Jib.from(TarImage.at(archive(work, root)));
    }

    /** The form in which an image can be the base of another: an archive of its layer, its configuration and a manifest. */
    private static Path archive(Path work, Path root) throws IOException {
        Path layer = work.resolve("layer.tar");
        // The container runtime brings its own /dev.
        Command.of("tar", "--create", "--file=" + layer, "--directory=" + root, "--numeric-owner", "--sort=name",
                "--mtime=@1", "--exclude=./dev/*", ".").run();
        Folders.delete(root);
        Files.writeString(work.resolve("manifest.json"), """
                [{"Config": "config.json", "RepoTags": [], "Layers": ["layer.tar"]}]
                """);
        Files.writeString(work.resolve("config.json"), """
                {"architecture": "%s", "os": "linux", "config": {},
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}, "history": [{"comment": "Debian %s"}]}
                """.formatted(Architecture.ofThisMachine(), Fingerprint.hexOf(layer), RELEASE));
        Path archive = work.resolve("debian.tar");
        Command.of("tar", "--create", "--file=" + archive, "--directory=" + work,
                "manifest.json", "config.json", "layer.tar").run();
        return archive;
    }

    private List<String> allPackages() {
        return Stream.concat(COMMON.stream(), packages.stream()).toList();
    }

    private List<String> allScripts() {
        return Stream.concat(Stream.of("debian"), scripts.stream()).toList();
    }
}
