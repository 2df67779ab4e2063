package dev.shopplatform.cluster.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program that is run to its end; what it prints is shown only if it fails. */
final class Command {

    private static final int LINES_SHOWN = 20;

    private final List<String> words;
    private final Map<String, String> environment = new HashMap<>();
    private Path folder;

    private Command(List<String> words) {
        this.words = words;
    }

    static Command of(String... words) {
        return of(List.of(words));
    }

    static Command of(List<String> words) {
        return new Command(List.copyOf(words));
    }

    Command in(Path folder) {
        this.folder = folder;
        return this;
    }

    Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** @throws IOException if it cannot be started or ends with another code than 0, with the last lines that it printed */
    void run() throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            if (folder != null) {
                builder.directory(folder.toFile());
            }
            int code = waitFor(builder.start());
            if (code != 0) {
                throw new IOException("`" + String.join(" ", words) + "` ended with " + code + ":\n" + lastLines(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    private static int waitFor(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    private static String lastLines(Path output) throws IOException {
        List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
