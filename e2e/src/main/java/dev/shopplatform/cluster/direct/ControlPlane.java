package dev.shopplatform.cluster.direct;

import dev.shopplatform.cluster.AuditPolicy;
import dev.shopplatform.cluster.Component;
import dev.shopplatform.cluster.Components;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts etcd, the API server, the controller manager and the scheduler. */
final class ControlPlane {
    private final Instance instance;
    private final Layout layout;

    ControlPlane(Instance instance, Layout layout) {
        this.instance = instance;
        this.layout = layout;
    }

    void startApiServer(Optional<Path> auditLog) {
        etcd();
        apiServer(auditLog);
    }

    /** Only once the API server answers: until then they would but fail and start again. */
    void startControllers() {
        controllerManager();
        if (layout.hasNode()) {
            scheduler();
        }
    }

    private void etcd() {
        String peer = "https://127.0.0.1:" + layout.etcdPeerPort();
        instance.startService("etcd", program(Component.ETCD),
                "--data-dir=" + instance.data().resolve("etcd"),
                "--listen-client-urls=" + layout.etcdUrl(), "--advertise-client-urls=" + layout.etcdUrl(),
                "--listen-peer-urls=" + peer, "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--cert-file=" + pki("etcd.crt"), "--key-file=" + pki("etcd.key"),
                "--trusted-ca-file=" + pki("etcd-ca.crt"), "--client-cert-auth",
                "--peer-cert-file=" + pki("etcd.crt"), "--peer-key-file=" + pki("etcd.key"),
                "--peer-trusted-ca-file=" + pki("etcd-ca.crt"), "--peer-client-cert-auth",
                // The cluster is thrown away with the machine's power: waiting for the disk at each write buys nothing.
                "--unsafe-no-fsync",
                "--auto-compaction-mode=periodic", "--auto-compaction-retention=5m",
                "--quota-backend-bytes=4294967296", "--log-level=warn");
    }

    private void apiServer(Optional<Path> auditLog) {
        List<String> command = new ArrayList<>(List.of(program(Component.KUBE_APISERVER),
                "--secure-port=" + layout.apiPort(),
                "--bind-address=" + (layout.hasNode() ? "0.0.0.0" : layout.apiAddress()),
                "--tls-cert-file=" + pki("apiserver.crt"), "--tls-private-key-file=" + pki("apiserver.key"),
                "--client-ca-file=" + pki("ca.crt"),
                "--etcd-servers=" + layout.etcdUrl(), "--etcd-cafile=" + pki("etcd-ca.crt"),
                "--etcd-certfile=" + pki("apiserver-etcd-client.crt"), "--etcd-keyfile=" + pki("apiserver-etcd-client.key"),
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + pki("service-accounts.pub"),
                "--service-account-signing-key-file=" + pki("service-accounts.key"),
                "--service-cluster-ip-range=" + layout.serviceRange(),
                "--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction",
                "--allow-privileged",
                "--requestheader-client-ca-file=" + pki("front-proxy-ca.crt"),
                "--requestheader-allowed-names=front-proxy-client",
                "--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group",
                "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                "--proxy-client-cert-file=" + pki("front-proxy-client.crt"),
                "--proxy-client-key-file=" + pki("front-proxy-client.key"),
                "--profiling=false"));
        if (layout.hasNode()) {
            command.addAll(List.of("--advertise-address=" + layout.apiAddress(),
                    "--kubelet-client-certificate=" + pki("apiserver-kubelet-client.crt"),
                    "--kubelet-client-key=" + pki("apiserver-kubelet-client.key"),
                    "--kubelet-certificate-authority=" + pki("ca.crt"),
                    // The node's name is not in any DNS, so logs, exec and port-forward must go by its address.
                    "--kubelet-preferred-address-types=InternalIP"));
        } else {
            // A loopback address cannot be an endpoint; no pod is there to use one anyway.
            command.add("--endpoint-reconciler-type=none");
        }
        auditLog.ifPresent(log -> command.addAll(List.of("--audit-log-path=" + log, "--audit-policy-file=" + auditPolicy())));
        instance.startService("kube-apiserver", command.toArray(String[]::new));
    }

    private Path auditPolicy() {
        return instance.writeConfig("audit-policy.yaml", AuditPolicy.YAML);
    }

    private void controllerManager() {
        String kubeconfig = kubeconfig("controller-manager");
        instance.startService("kube-controller-manager", program(Component.KUBE_CONTROLLER_MANAGER),
                "--kubeconfig=" + kubeconfig,
                "--authentication-kubeconfig=" + kubeconfig, "--authorization-kubeconfig=" + kubeconfig,
                "--bind-address=127.0.0.1", "--secure-port=" + layout.controllerManagerPort(),
                "--cert-dir=" + instance.data().resolve("controller-manager"),
                "--root-ca-file=" + pki("ca.crt"),
                "--service-account-private-key-file=" + pki("service-accounts.key"),
                "--cluster-signing-cert-file=" + pki("ca.crt"), "--cluster-signing-key-file=" + pki("ca.key"),
                "--use-service-account-credentials",
                // Alone, it need not wait for a lease; and tests need not wait for its default of 20 requests a second.
                "--leader-elect=false", "--kube-api-qps=100", "--kube-api-burst=200", "--profiling=false");
    }

    private void scheduler() {
        String kubeconfig = kubeconfig("scheduler");
        instance.startService("kube-scheduler", program(Component.KUBE_SCHEDULER),
                "--kubeconfig=" + kubeconfig,
                "--authentication-kubeconfig=" + kubeconfig, "--authorization-kubeconfig=" + kubeconfig,
                "--bind-address=127.0.0.1", "--cert-dir=" + instance.data().resolve("scheduler"),
                "--leader-elect=false", "--profiling=false");
    }

    static String program(Component component) {
        return Components.path(component).toString();
    }

    private String pki(String fileName) {
        return instance.pki().resolve(fileName).toString();
    }

    private String kubeconfig(String program) {
        return instance.config().resolve(program + ".kubeconfig").toString();
    }
}
