package dev.shopplatform.cluster.direct;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All processes of an instance: one {@code unshare} whose child is the first process of namespaces of its own. It goes
 * on after this JVM; killing it leaves no process, mount or interface behind.
 */
final class Tree {
    private static final String SCRIPT = "init.sh";

    private Tree() {
    }

    static ProcessHandle launch(Instance instance, boolean withNode) {
        Path log = instance.logs().resolve("init.log");
        List<String> command = new ArrayList<>(List.of("setsid", "unshare", "--mount", "--pid", "--fork", "--kill-child",
                "--mount-proc"));
        if (withNode) {
            command.add("--net");
        }
        command.addAll(List.of("sh", script(instance).toString(), instance.folder().toString(),
                withNode ? "node" : "control-plane"));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .redirectInput(Path.of("/dev/null").toFile()).start();
            Await.until("the namespaces of cluster '" + instance.name() + "' are there", Duration.ofSeconds(10),
                    () -> init(process.toHandle()).isPresent() || !process.isAlive(), () -> instance.logTail("init"));
            if (!process.isAlive()) {
                throw new IllegalStateException("Could not make namespaces for cluster '" + instance.name() + "': "
                        + instance.logTail("init"));
            }
            return process.toHandle();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run " + String.join(" ", command), e);
        }
    }

    /**
     * The outermost process of the instance, if it lives. It is known by its command line, which names the instance's
     * folder, so that it is found even where files were deleted under it.
     */
    static Optional<ProcessHandle> of(Instance instance) {
        return ProcessHandle.allProcesses().filter(process -> isTree(process, instance)).findFirst();
    }

    /** The first process inside; its number is seen from outside. */
    static Optional<ProcessHandle> init(ProcessHandle tree) {
        return tree.children().findFirst();
    }

    static void kill(Instance instance) {
        of(instance).ifPresent(tree -> {
            List<ProcessHandle> all = tree.descendants().toList();
            tree.destroyForcibly();
            Await.until("the processes of cluster '" + instance.name() + "' have ended", Duration.ofSeconds(30),
                    () -> !tree.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive),
                    () -> "Still there: " + all.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::info).toList());
        });
    }

    private static boolean isTree(ProcessHandle process, Instance instance) {
        try {
            List<String> words = List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")).split("\0"));
            return words.getFirst().equals("unshare") && words.contains(instance.folder().toString());
        } catch (IOException ended) {
            return false;
        }
    }

    private static Path script(Instance instance) {
        try (InputStream script = Tree.class.getResourceAsStream(SCRIPT)) {
            Path file = instance.config().resolve(SCRIPT);
            Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
