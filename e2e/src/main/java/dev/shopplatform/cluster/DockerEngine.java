package dev.shopplatform.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether there is a Docker engine to run containers on. */
final class DockerEngine {
    private DockerEngine() {
    }

    /** Asks the engine only where something points to one: the question costs seconds, and many lines of complaint. */
    static boolean answers() {
        return mayBeHere() && DockerClientFactory.instance().isDockerAvailable();
    }

    private static boolean mayBeHere() {
        String home = System.getProperty("user.home");
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", home);
        return System.getenv("DOCKER_HOST") != null
                || System.getProperty("os.name").startsWith("Windows")
                || Stream.of(Path.of("/var/run/docker.sock"), Path.of(runtime, "docker.sock"),
                        Path.of(home, ".docker/run/docker.sock"), Path.of(home, ".docker/desktop/docker.sock"),
                        Path.of(home, ".testcontainers.properties"))
                .anyMatch(Files::exists);
    }
}
