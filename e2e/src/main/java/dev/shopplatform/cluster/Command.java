package dev.shopplatform.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs other programs, with a bound on their time and with their output in the message when they fail. */
public final class Command {
    private final ProcessBuilder builder;
    private Duration limit = Duration.ofMinutes(2);

    private Command(List<String> words) {
        builder = new ProcessBuilder(words);
    }

    public static Command of(Object... words) {
        return new Command(Arrays.stream(words).map(Object::toString).toList());
    }

    public static Command of(List<String> words) {
        return new Command(words);
    }

    public Command env(String name, String value) {
        builder.environment().put(name, value);
        return this;
    }

    public Command in(Path folder) {
        builder.directory(folder.toFile());
        return this;
    }

    public Command within(Duration limit) {
        this.limit = limit;
        return this;
    }

    /** What the program printed, both streams together. */
    public String run() {
        Result result = attempt();
        if (!result.ok()) {
            throw new IllegalStateException(this + " ended with status " + result.status() + ":\n" + tail(result.output(), 25));
        }
        return result.output();
    }

    /** As {@link #run()}, but a failure of the program is a result. */
    public Result attempt() {
        Path output = null;
        try {
            // By way of a file, so that a program that keeps the pipe open cannot hold us past the limit.
            output = Files.createTempFile("command", ".out");
            Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(this + " did not end within " + limit.toSeconds() + " s:\n"
                        + tail(read(output), 25));
            }
            return new Result(process.exitValue(), read(output));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run " + this, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + this, e);
        } finally {
            if (output != null) {
                output.toFile().delete();
            }
        }
    }

    /** Whether a program of that name is on the PATH. */
    public static boolean exists(String program) {
        return find(program) != null;
    }

    /** Where the PATH has the program, or null. The folders of the system's own tools count as being on it. */
    public static Path find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin";
        return Stream.of(path.split(":")).filter(folder -> !folder.isBlank()).map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst().orElse(null);
    }

    /** The last lines of a text. */
    public static String tail(String text, int lines) {
        List<String> all = text.strip().lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return String.join(" ", builder.command());
    }

    /** How a program ended, and what it printed. */
    public record Result(int status, String output) {
        public boolean ok() {
            return status == 0;
        }
    }
}
