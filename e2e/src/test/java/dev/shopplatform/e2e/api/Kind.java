package dev.shopplatform.e2e.api;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The platform and the kinds of its children, as the API names them. */
enum Kind {
    ShopPlatform("shopplatform.dev", "v1alpha1", "shopplatforms"),
    ServiceAccount("", "v1", "serviceaccounts"),
    ConfigMap("", "v1", "configmaps"),
    Secret("", "v1", "secrets"),
    Service("", "v1", "services"),
    Deployment("apps", "v1", "deployments"),
    StatefulSet("apps", "v1", "statefulsets"),
    HorizontalPodAutoscaler("autoscaling", "v2", "horizontalpodautoscalers"),
    PodDisruptionBudget("policy", "v1", "poddisruptionbudgets"),
    NetworkPolicy("networking.k8s.io", "v1", "networkpolicies"),
    VirtualService("networking.istio.io", "v1", "virtualservices"),
    DestinationRule("networking.istio.io", "v1", "destinationrules"),
    Gateway("networking.istio.io", "v1", "gateways"),
    PersistentVolumeClaim("", "v1", "persistentvolumeclaims");

    static final Set<Kind> ISTIO = EnumSet.of(VirtualService, DestinationRule, Gateway);
    /** The kinds of children that every cluster has. */
    static final Set<Kind> CHILDREN = EnumSet.range(ServiceAccount, NetworkPolicy);

    final String group;
    final String version;
    final String plural;

    Kind(String group, String version, String plural) {
        this.group = group;
        this.version = version;
        this.plural = plural;
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder().withGroup(group).withVersion(version).withKind(name())
                .withPlural(plural).withNamespaced(true).build();
    }

    String path(String namespace) {
        return (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version + "/namespaces/" + namespace + "/" + plural;
    }

    static Kind ofPlural(String plural) {
        return Arrays.stream(values()).filter(kind -> kind.plural.equals(plural)).findFirst().orElseThrow();
    }
}
