package dev.shopplatform.cluster.direct;

import static dev.shopplatform.cluster.direct.Authority.dns;
import static dev.shopplatform.cluster.direct.Authority.ip;

import dev.shopplatform.cluster.direct.Authority.Identity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;

/** The certificates, keys and kubeconfigs of an instance, written to its folder. */
final class Pki {
    private final Instance instance;
    private final Layout layout;
    private final Authority cluster = new Authority("shop-cluster");
    private final Authority etcd = new Authority("shop-etcd");
    private final Authority aggregation = new Authority("shop-aggregation");

    private Pki(Instance instance, Layout layout) {
        this.instance = instance;
        this.layout = layout;
    }

    static void write(Instance instance, Layout layout) {
        Pki pki = new Pki(instance, layout);
        pki.authorities();
        pki.servers();
        pki.clients();
    }

    private void authorities() {
        put("ca.crt", cluster.certificate());
        put("ca.key", cluster.key());
        // Each its own, so that a client of one is nobody to the others.
        put("etcd-ca.crt", etcd.certificate());
        put("front-proxy-ca.crt", aggregation.certificate());
        KeyPair serviceAccounts = Authority.newKeys();
        put("service-accounts.key", Authority.privatePem(serviceAccounts));
        put("service-accounts.pub", Authority.pem(serviceAccounts.getPublic()));
    }

    private void servers() {
        put("etcd", etcd.server("etcd", List.of(ip("127.0.0.1"))));
        put("apiserver-etcd-client", etcd.client("kube-apiserver", ""));
        put("apiserver", cluster.server("kube-apiserver", List.of(dns("localhost"), dns("kubernetes"),
                dns("kubernetes.default"), dns("kubernetes.default.svc"), dns("kubernetes.default.svc.cluster.local"),
                ip("127.0.0.1"), ip(layout.apiAddress()), ip(layout.kubernetesServiceAddress()))));
        put("apiserver-kubelet-client", cluster.client("kube-apiserver-kubelet-client", "system:masters"));
        put("front-proxy-client", aggregation.client("front-proxy-client", ""));
        if (layout.hasNode()) {
            put("kubelet", cluster.server("system:node:" + Node.NAME, List.of(dns(Node.NAME), ip(layout.apiAddress()))));
            put("metrics-server", cluster.server("metrics-server", List.of(dns("metrics-server.kube-system.svc"))));
        }
    }

    private void clients() {
        kubeconfig(instance.kubeconfig(), cluster.rsaClient("admin", "system:masters"));
        user("controller-manager", "system:kube-controller-manager", "");
        if (layout.hasNode()) {
            user("scheduler", "system:kube-scheduler", "");
            user("kubelet", "system:node:" + Node.NAME, "system:nodes");
            user("proxy", "system:kube-proxy", "");
            user("coredns", ClusterDns.USER, "");
            user("metrics-server", Metrics.USER, "");
        }
    }

    private void user(String program, String user, String group) {
        kubeconfig(instance.config().resolve(program + ".kubeconfig"), cluster.client(user, group));
    }

    private void kubeconfig(Path file, Identity identity) {
        Instance.write(file, """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                contexts:
                - name: %1$s
                  context: {cluster: %1$s, user: %1$s}
                clusters:
                - name: %1$s
                  cluster:
                    server: %2$s
                    certificate-authority-data: %3$s
                users:
                - name: %1$s
                  user:
                    client-certificate-data: %4$s
                    client-key-data: %5$s
                """.formatted("shop-" + instance.name(), layout.apiUrl(), base64(cluster.certificate()),
                base64(identity.certificate()), base64(identity.key())));
    }

    private void put(String name, Identity identity) {
        put(name + ".crt", identity.certificate());
        put(name + ".key", identity.key());
    }

    private void put(String fileName, String pem) {
        Instance.write(instance.pki().resolve(fileName), pem);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
