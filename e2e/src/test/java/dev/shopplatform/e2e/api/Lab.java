package dev.shopplatform.e2e.api;

import dev.shopplatform.cluster.Cluster;
import dev.shopplatform.cluster.ClusterRequest;
import dev.shopplatform.cluster.Clusters;
import dev.shopplatform.cluster.Progress;
import dev.shopplatform.harness.AuditLog;
import dev.shopplatform.harness.OperatorAccess;
import dev.shopplatform.harness.OperatorProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the tests of this package share: a control plane, and one operator on it. The control plane ends with the tests, unless
 * {@code -Dlab.keep=true} leaves it for the next run.
 */
final class Lab implements AutoCloseable {
    /** One class of tests at a time: they count requests, and stop the operator. */
    static final String LOCK = "the control plane";

    private static final String NAME = "test-api";
    private static Lab lab;

    private final Cluster cluster;
    private final AuditLog audit;
    private final OperatorAccess access;
    private final ReadyPods pods;
    private OperatorProcess operator;

    private Lab() {
        Path log = AuditLog.place(NAME);
        cluster = Clusters.obtain(ClusterRequest.named(NAME).onlyControlPlane().withAuditLog(log), Progress.on(System.out));
        audit = new AuditLog(log);
        access = new OperatorAccess(cluster);
        access.install();
        pods = new ReadyPods(cluster.client());
    }

    static synchronized Lab get() {
        if (lab == null) {
            lab = new Lab();
        }
        return lab;
    }

    Cluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    AuditLog audit() {
        return audit;
    }

    OperatorAccess access() {
        return access;
    }

    /** The operator that the tests share; running, whatever the test before has done. */
    OperatorProcess operator() {
        if (operator == null || !operator.isAlive()) {
            operator = new OperatorProcess("api", access.kubeconfig()).start();
        }
        return operator;
    }

    /** For tests that run operators of their own. */
    void stopOperator() {
        if (operator != null) {
            operator.close();
        }
    }

    @Override
    public void close() {
        stopOperator();
        pods.close();
        if (Boolean.getBoolean("lab.keep")) {
            cluster.close();
        } else {
            cluster.destroy();
        }
    }

    /** Ends the lab when all tests of the run have ended. */
    static final class Closing implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(Lab.class, key -> get(), Lab.class);
        }
    }
}
