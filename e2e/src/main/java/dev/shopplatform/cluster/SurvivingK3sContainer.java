package dev.shopplatform.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** A k3s container that goes on running after this JVM, and whose node ports are published on the host. */
final class SurvivingK3sContainer extends K3sContainer {
    private static final DockerImageName IMAGE = DockerImageName.parse("rancher/k3s:v1.34.1-k3s1");
    /** The engine's host may be a virtual machine, so ports must be published; each costs a process, so they are few. */
    private static final int FIRST_NODE_PORT = 30000;
    private static final int LAST_NODE_PORT = 30039;

    SurvivingK3sContainer(Map<String, String> labels) {
        super(IMAGE);
        withCommand("server", "--disable=traefik", "--tls-san=" + getHost(),
                "--service-node-port-range=" + FIRST_NODE_PORT + "-" + LAST_NODE_PORT);
        addExposedPorts(IntStream.rangeClosed(FIRST_NODE_PORT, LAST_NODE_PORT).toArray());
        withStartupTimeout(Duration.ofMinutes(3));
        withCreateContainerCmdModifier(command -> command.withLabels(new Unreaped(labels)));
    }

    /**
     * Labels that do not take the mark by which Testcontainers removes, at the end of a JVM, what that JVM has started. Its own
     * way, reusable containers, works only where the user has switched it on.
     */
    static final class Unreaped extends HashMap<String, String> {
        Unreaped(Map<String, String> labels) {
            super(labels);
        }

        @Override
        public void putAll(Map<? extends String, ? extends String> more) {
            more.forEach(this::put);
        }

        @Override
        public String put(String label, String value) {
            return label.equals(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL) ? null : super.put(label, value);
        }
    }
}
