package dev.shopplatform.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is asked of {@link Clusters#obtain}.
 *
 * @param name             tells the clusters of one checkout apart
 * @param controlPlaneOnly an API server without a node is enough; a cluster with one may be given as well
 * @param context          the kubeconfig context to use; without it, none is ever touched
 * @param auditLog         where the API server writes its audit log, one JSON object a line, at level Metadata
 */
public record ClusterRequest(String name, boolean controlPlaneOnly, Optional<String> context, Optional<Path> auditLog) {

    public ClusterRequest {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?")) {
            throw new IllegalArgumentException("The cluster's name '" + name + "' must be of 1 to 32 lower-case letters,"
                    + " digits and '-', and begin and end with a letter or digit");
        }
        auditLog = auditLog.map(path -> path.toAbsolutePath().normalize());
    }

    /** A whole cluster, from whichever source serves. */
    public static ClusterRequest named(String name) {
        return new ClusterRequest(name, false, Optional.empty(), Optional.empty());
    }

    public ClusterRequest onlyControlPlane() {
        return new ClusterRequest(name, true, context, auditLog);
    }

    public ClusterRequest inContext(Optional<String> context) {
        return new ClusterRequest(name, controlPlaneOnly, context.filter(c -> !c.isBlank()), auditLog);
    }

    public ClusterRequest withAuditLog(Path auditLog) {
        return new ClusterRequest(name, controlPlaneOnly, context, Optional.of(auditLog));
    }
}
