package dev.shopplatform.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** A k3s container that goes on running after this JVM, and whose node ports are published on the host. */
final class SurvivingK3sContainer extends K3sContainer {
    private static final DockerImageName IMAGE = DockerImageName.parse("rancher/k3s:v1.34.1-k3s1");
    /** The engine's host may be a virtual machine, so ports must be published; each costs a process, so they are few. */
    private static final int FIRST_NODE_PORT = 30000;
    private static final int LAST_NODE_PORT = 30039;
    private static final String AUDIT_POLICY = "/etc/audit-policy.yaml";
    private static final String AUDIT_FOLDER = "/var/log/audit";

    SurvivingK3sContainer(ClusterRequest request, Map<String, String> labels) {
        super(IMAGE);
        List<String> command = new ArrayList<>(List.of("server", "--disable=traefik", "--tls-san=" + getHost(),
                "--service-node-port-range=" + FIRST_NODE_PORT + "-" + LAST_NODE_PORT));
        if (request.controlPlaneOnly()) {
            // There is a node all the same, but nothing is put on it.
            command.add("--disable-scheduler");
        }
        request.auditLog().ifPresent(log -> command.addAll(writeAuditLog(log)));
        withCommand(command.toArray(String[]::new));
        addExposedPorts(IntStream.rangeClosed(FIRST_NODE_PORT, LAST_NODE_PORT).toArray());
        withStartupTimeout(Duration.ofMinutes(3));
        withCreateContainerCmdModifier(container -> container.withLabels(new Unreaped(labels)));
    }

    private List<String> writeAuditLog(Path log) {
        withCopyToContainer(Transferable.of(AuditPolicy.YAML), AUDIT_POLICY);
        withFileSystemBind(log.getParent().toString(), AUDIT_FOLDER, BindMode.READ_WRITE);
        return List.of("--kube-apiserver-arg=audit-policy-file=" + AUDIT_POLICY,
                "--kube-apiserver-arg=audit-log-path=" + AUDIT_FOLDER + "/" + log.getFileName());
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
