package dev.shopplatform.harness;

import dev.shopplatform.cluster.Checkout;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Locks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operator as it was packaged, in a process of its own, so that it can be killed as a node's failure would kill it. */
public final class OperatorProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Pattern FLAGS = Pattern.compile("<image\\.jvm\\.flags>([^<]+)<");
    private static final Pattern HEAP_FLAGS = Pattern.compile("<operator\\.heap\\.flags>([^<]+)<");
    private static final Pattern MEMORY_LIMIT = Pattern.compile("limits:\\s+memory: (\\d+)Mi");
    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Path kubeconfig;
    private final Path log;
    private final Map<String, String> environment = new TreeMap<>();
    private Process process;
    private int port;

    /** @param name tells its log from those of others */
    public OperatorProcess(String name, Path kubeconfig) {
        this.kubeconfig = kubeconfig;
        this.log = Checkout.root().resolve("e2e/target/operator-" + name + ".log");
    }

    public OperatorProcess env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What the build has laid out, copied once: images may be made while the operator runs, and then it is laid out anew. */
    private static final class Application {
        private static final Path HOME = Locks.holding(Checkout.buildLock(), Application::copy);

        private static Path copy() {
            Path built = Checkout.root().resolve("operator/target/quarkus-app");
            if (!Files.exists(built.resolve("quarkus-run.jar"))) {
                throw new IllegalStateException("There is no operator in " + built + "; package it first");
            }
            Path copy = Checkout.root().resolve("e2e/target/operator");
            Command.of("rm", "-rf", copy).run();
            Command.of("cp", "-a", built, copy).run();
            return copy;
        }
    }

    /** The process, without waiting for it. Its log is continued. */
    public OperatorProcess launch() {
        port = freePort();
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        words.addAll(imageFlags());
        // The JVM sizes itself by the pod's memory limit, and would by this machine's memory here.
        words.add("-XX:MaxRAM=" + find(MEMORY_LIMIT, "helm/shop-operator/values.yaml") + "m");
        words.addAll(List.of("-jar", "quarkus-run.jar"));
        ProcessBuilder builder = new ProcessBuilder(words).directory(Application.HOME.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> env = builder.environment();
        // The API server is on this machine: a proxy that leads to the world cannot lead there.
        env.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        env.put("KUBECONFIG", kubeconfig.toString());
        env.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        env.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        env.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        env.putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Nothing is left behind when the tests are interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return this;
    }

    /** Starts the process, and waits until it says that it is ready. */
    public OperatorProcess start() {
        launch();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The operator did not become ready:\n" + logTail());
            }
            pause();
        }
        return this;
    }

    public boolean isReady() {
        return answer("/q/health/ready").orElse("").contains("\"UP\"");
    }

    /** What the operator answers at that path, if it does and if it is content. */
    public Optional<String> answer(String path) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(5)).build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As Kubernetes stops a pod. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    @Override
    public void close() {
        if (isAlive()) {
            stop();
        }
    }

    /** Resident memory in KiB. */
    public long residentKiB() {
        try {
            Matcher matcher = RSS.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left of the heap after a collection, in KiB. */
    public long liveHeapKiB() {
        Command.of(Path.of(System.getProperty("java.home"), "bin/jcmd"), process.pid(), "GC.run").run();
        return answer("/q/metrics").orElse("").lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) / 1024).sum();
    }

    public String logTail() {
        try {
            return Files.exists(log) ? Command.tail(Files.readString(log), 30) : "(no log)";
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The operator did not stop within 30 s:\n" + logTail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Those of the operator's image, so that what is measured is what is shipped. */
    private static List<String> imageFlags() {
        return List.of((find(FLAGS, "pom.xml") + "," + find(HEAP_FLAGS, "pom.xml")).split(","));
    }

    private static String find(Pattern pattern, String file) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(Checkout.root().resolve(file)));
            if (!matcher.find()) {
                throw new IllegalStateException(file + " has nothing like " + pattern);
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
