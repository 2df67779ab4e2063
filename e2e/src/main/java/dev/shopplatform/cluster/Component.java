package dev.shopplatform.cluster;

import java.util.Arrays;
import java.util.List;

/** The programs that a cluster and its tests are made of. Their versions stand in a {@code go.mod}. */
public enum Component {
    ETCD("etcd", "go.etcd.io/etcd/server/v3"),
    KUBE_APISERVER("kube-apiserver", "k8s.io/kubernetes/cmd/kube-apiserver"),
    KUBECTL("kubectl", "k8s.io/kubernetes/cmd/kubectl"),
    KUBE_CONTROLLER_MANAGER("kube-controller-manager", "k8s.io/kubernetes/cmd/kube-controller-manager"),
    KUBE_SCHEDULER("kube-scheduler", "k8s.io/kubernetes/cmd/kube-scheduler"),
    KUBELET("kubelet", "k8s.io/kubernetes/cmd/kubelet"),
    KUBE_PROXY("kube-proxy", "k8s.io/kubernetes/cmd/kube-proxy"),
    COREDNS("coredns", "github.com/coredns/coredns"),
    METRICS_SERVER("metrics-server", "sigs.k8s.io/metrics-server/cmd/metrics-server"),
    HELM("helm", "helm.sh/helm/v4/cmd/helm"),
    KUBECONFORM("kubeconform", "github.com/yannh/kubeconform/cmd/kubeconform"),
    PILOT_DISCOVERY("pilot-discovery", "istio.io/istio/pilot/cmd/pilot-discovery"),
    PILOT_AGENT("pilot-agent", "istio.io/istio/pilot/cmd/pilot-agent"),
    KWOK("kwok", "sigs.k8s.io/kwok/cmd/kwok"),
    /** Evaluates network policies. It stands alone because it needs a Kubernetes client of long ago. */
    CYCLONUS("cyclonus", "github.com/mattfenwick/cyclonus/cmd/cyclonus", "tools/cyclonus");

    /** What an API server with working controllers needs. */
    public static final List<Component> CONTROL_PLANE = List.of(ETCD, KUBE_APISERVER, KUBECTL, KUBE_CONTROLLER_MANAGER);

    /** What a cluster that runs pods needs. */
    public static final List<Component> WHOLE_CLUSTER = List.of(ETCD, KUBE_APISERVER, KUBECTL, KUBE_CONTROLLER_MANAGER,
            KUBE_SCHEDULER, KUBELET, KUBE_PROXY, COREDNS, METRICS_SERVER);

    final String program;
    final String goPackage;

    /** The folder whose go.mod has the version. */
    final String module;

    Component(String program, String goPackage) {
        this(program, goPackage, "tools");
    }

    Component(String program, String goPackage, String module) {
        this.program = program;
        this.goPackage = goPackage;
        this.module = module;
    }

    static Component named(String program) {
        return Arrays.stream(values()).filter(c -> c.program.equals(program)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No component is called '" + program + "'; there are "
                        + Arrays.stream(values()).map(c -> c.program).toList()));
    }
}
