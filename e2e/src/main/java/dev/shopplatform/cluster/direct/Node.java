package dev.shopplatform.cluster.direct;

import static dev.shopplatform.cluster.direct.ControlPlane.program;

import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Component;
import dev.shopplatform.cluster.images.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts the node's programs: containerd, kubelet and kube-proxy. What they must keep under well-known
 * paths is private to the node, by mounts that {@code init.sh} makes.
 */
final class Node {
    static final String NAME = "node";
    static final String CONTAINERD_SOCKET = "/run/containerd/containerd.sock";
    private static final List<String> CNI_FOLDERS = List.of("/usr/lib/cni", "/opt/cni/bin", "/usr/libexec/cni");

    private final Instance instance;
    private final Layout layout;

    Node(Instance instance, Layout layout) {
        this.instance = instance;
        this.layout = layout;
    }

    void startContainerd() {
        network();
        containerd();
    }

    void startKubelet() {
        kubelet();
        proxy();
    }

    /** Where the machine has the plugins that containerd calls to connect pods, or null. */
    static String cniFolder() {
        return CNI_FOLDERS.stream().filter(folder -> Files.isExecutable(Path.of(folder, "ptp"))).findFirst().orElse(null);
    }

    /** Pods are routed, not bridged: that needs no bridge-netfilter module to get Service addresses right. */
    private void network() {
        Path folder = Instance.directory(instance.config().resolve("cni"));
        Instance.write(folder.resolve("10-pods.conflist"), """
                {
                  "cniVersion": "0.4.0",
                  "name": "pods",
                  "plugins": [
                    {
                      "type": "ptp",
                      "ipam": {
                        "type": "host-local",
                        "dataDir": "/run/cni",
                        "ranges": [[{"subnet": "%s"}]],
                        "routes": [{"dst": "0.0.0.0/0"}]
                      }
                    },
                    {"type": "portmap", "capabilities": {"portMappings": true}}
                  ]
                }
                """.formatted(layout.podRange()));
    }

    private void containerd() {
        Path config = instance.writeConfig("containerd.toml", """
                version = 2
                root = "%s"
                state = "/run/containerd"
                [grpc]
                  address = "%s"
                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%s"
                  # Where this process may not lower the score, runc would die of trying.
                  restrict_oom_score_adj = true
                  [plugins."io.containerd.grpc.v1.cri".cni]
                    bin_dir = "%s"
                    conf_dir = "%s"
                  [plugins."io.containerd.grpc.v1.cri".containerd]
                    snapshotter = "%s"
                    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                      runtime_type = "io.containerd.runc.v2"
                """.formatted(instance.data().resolve("containerd"), CONTAINERD_SOCKET, Images.PAUSE, cniFolder(),
                instance.config().resolve("cni"), snapshotter()));
        instance.startService("containerd", Command.find("containerd").toString(), "--config", config.toString(),
                "--log-level=warn");
    }

    /** An overlay cannot have another one as its upper layer, as when the checkout is itself inside a container. */
    private String snapshotter() {
        try {
            return Files.getFileStore(instance.data()).type().equals("overlay") ? "native" : "overlayfs";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kubelet() {
        Path config = instance.writeConfig("kubelet.yaml", """
                apiVersion: kubelet.config.k8s.io/v1beta1
                kind: KubeletConfiguration
                address: %1$s
                authentication:
                  anonymous: {enabled: false}
                  webhook: {enabled: true}
                  x509: {clientCAFile: %2$s/ca.crt}
                authorization: {mode: Webhook}
                tlsCertFile: %2$s/kubelet.crt
                tlsPrivateKeyFile: %2$s/kubelet.key
                containerRuntimeEndpoint: unix://%3$s
                clusterDomain: cluster.local
                clusterDNS: [%4$s]
                resolvConf: %5$s
                # Other clusters on this machine have theirs, in folders of their own.
                cgroupDriver: cgroupfs
                cgroupRoot: /%6$s
                failCgroupV1: false
                enforceNodeAllocatable: []
                localStorageCapacityIsolation: false
                oomScoreAdj: 0
                failSwapOn: false
                maxPods: 240
                serializeImagePulls: false
                # Images are loaded, not pulled: once collected, they would be gone.
                imageMinimumGCAge: 8760h
                imageGCHighThresholdPercent: 100
                imageGCLowThresholdPercent: 99
                evictionHard:
                  memory.available: 50Mi
                  nodefs.available: 1%%
                  nodefs.inodesFree: 1%%
                  imagefs.available: 1%%
                podLogsDir: /var/log/pods
                volumePluginDir: /var/lib/kubelet/volume-plugins
                """.formatted(layout.apiAddress(), instance.pki(), CONTAINERD_SOCKET, layout.dnsServiceAddress(),
                resolvConf(), Cgroups.name(layout.slot())));
        instance.startService("kubelet", program(Component.KUBELET), "--config=" + config,
                "--kubeconfig=" + instance.config().resolve("kubelet.kubeconfig"),
                "--hostname-override=" + NAME, "--node-ip=" + layout.apiAddress());
    }

    /** For pods that ask for the node's own DNS. There is none beyond the cluster's. */
    private Path resolvConf() {
        return instance.writeConfig("resolv.conf", "nameserver " + layout.dnsServiceAddress() + "\n");
    }

    private void proxy() {
        Path config = instance.writeConfig("kube-proxy.yaml", """
                apiVersion: kubeproxy.config.k8s.io/v1alpha1
                kind: KubeProxyConfiguration
                mode: iptables
                hostnameOverride: %s
                clusterCIDR: %s
                clientConnection: {kubeconfig: %s}
                # Limits of the whole machine: not ours to set.
                conntrack: {maxPerCore: 0, min: 0}
                oomScoreAdj: 0
                """.formatted(NAME, layout.podRange(), instance.config().resolve("proxy.kubeconfig")));
        instance.startService("kube-proxy", program(Component.KUBE_PROXY), "--config=" + config);
    }
}
