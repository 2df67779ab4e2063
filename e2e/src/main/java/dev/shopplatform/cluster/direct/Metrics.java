package dev.shopplatform.cluster.direct;

import static dev.shopplatform.cluster.direct.ControlPlane.program;

import dev.shopplatform.cluster.Component;

/** The resource metrics API, by which autoscalers see how busy pods are: metrics-server as a program on the node. */
final class Metrics {
    static final String USER = "system:metrics-server";
    private static final int PORT = 4443;

    private Metrics() {
    }

    static void start(Instance instance, Layout layout) {
        String kubeconfig = instance.config().resolve("metrics-server.kubeconfig").toString();
        instance.startService("metrics-server", program(Component.METRICS_SERVER),
                "--kubeconfig=" + kubeconfig, "--authentication-kubeconfig=" + kubeconfig,
                "--authorization-kubeconfig=" + kubeconfig,
                "--bind-address=" + layout.apiAddress(), "--secure-port=" + PORT,
                "--tls-cert-file=" + instance.pki().resolve("metrics-server.crt"),
                "--tls-private-key-file=" + instance.pki().resolve("metrics-server.key"),
                "--kubelet-certificate-authority=" + instance.pki().resolve("ca.crt"),
                "--kubelet-preferred-address-types=InternalIP",
                "--metric-resolution=15s");
    }

    /** What must stand in the cluster for it. */
    static String manifest(Layout layout, String authority) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: "%1$s"}
                rules:
                - {apiGroups: [""], resources: [nodes/metrics], verbs: [get]}
                - {apiGroups: [""], resources: [pods, nodes], verbs: [get, list, watch]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: "%1$s"}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "%1$s"}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: "%1$s"}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: "%1$s:auth-delegator"}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:auth-delegator"}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: "%1$s"}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: "%1$s:auth-reader", namespace: kube-system}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: extension-apiserver-authentication-reader}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: "%1$s"}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: metrics-server, namespace: kube-system}
                spec:
                  ports: [{name: https, port: 443, targetPort: %3$d}]
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: metrics-server-node, namespace: kube-system, labels: {kubernetes.io/service-name: metrics-server}}
                addressType: IPv4
                endpoints: [{addresses: ["%2$s"]}]
                ports: [{name: https, port: %3$d, protocol: TCP}]
                ---
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1beta1.metrics.k8s.io}
                spec:
                  group: metrics.k8s.io
                  version: v1beta1
                  groupPriorityMinimum: 100
                  versionPriority: 100
                  service: {name: metrics-server, namespace: kube-system}
                  caBundle: %4$s
                """.formatted(USER, layout.apiAddress(), PORT, authority);
    }
}
