package dev.shopplatform.cluster.direct;

import static dev.shopplatform.cluster.direct.ControlPlane.program;

import dev.shopplatform.cluster.Component;
import java.nio.file.Path;

/**
 * The cluster's DNS: CoreDNS as a program beside the kubelet, behind the Service by which pods know it. It answers for
 * the cluster, and says of all else that it does not exist: the node has no way out.
 */
final class ClusterDns {
    static final String USER = "system:coredns";
    static final int READY_PORT = 8181;

    private ClusterDns() {
    }

    static void start(Instance instance, Layout layout) {
        Path config = instance.writeConfig("Corefile", """
                cluster.local:53 in-addr.arpa:53 {
                    bind %1$s
                    errors
                    ready %1$s:%3$d
                    kubernetes {
                        kubeconfig %2$s
                        pods insecure
                        ttl 5
                    }
                    cache 5
                    loadbalance
                }
                .:53 {
                    bind %1$s
                    template ANY ANY {
                        rcode NXDOMAIN
                    }
                }
                """.formatted(layout.apiAddress(), instance.config().resolve("coredns.kubeconfig"), READY_PORT));
        instance.startService("coredns", program(Component.COREDNS), "-conf=" + config);
    }

    /** What must stand in the cluster for it. */
    static String manifest(Layout layout) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: "%3$s"}
                rules:
                - {apiGroups: [""], resources: [endpoints, services, pods, namespaces], verbs: [list, watch]}
                - {apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [list, watch]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: "%3$s"}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "%3$s"}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: "%3$s"}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: kube-dns, namespace: kube-system, labels: {k8s-app: kube-dns}}
                spec:
                  clusterIP: %1$s
                  ports:
                  - {name: dns, port: 53, protocol: UDP}
                  - {name: dns-tcp, port: 53, protocol: TCP}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: kube-dns-node, namespace: kube-system, labels: {kubernetes.io/service-name: kube-dns}}
                addressType: IPv4
                endpoints: [{addresses: ["%2$s"]}]
                ports:
                - {name: dns, port: 53, protocol: UDP}
                - {name: dns-tcp, port: 53, protocol: TCP}
                """.formatted(layout.dnsServiceAddress(), layout.apiAddress(), USER);
    }
}
