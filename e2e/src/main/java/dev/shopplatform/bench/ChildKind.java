package dev.shopplatform.bench;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds of children of the benchmark's platforms. */
enum ChildKind {
    ServiceAccount("", "v1", "serviceaccounts"),
    Service("", "v1", "services"),
    Deployment("apps", "v1", "deployments"),
    PodDisruptionBudget("policy", "v1", "poddisruptionbudgets"),
    NetworkPolicy("networking.k8s.io", "v1", "networkpolicies");

    private final ResourceDefinitionContext context;

    ChildKind(String group, String version, String plural) {
        context = new ResourceDefinitionContext.Builder().withGroup(group).withVersion(version).withKind(name())
                .withPlural(plural).withNamespaced(true).build();
    }

    ResourceDefinitionContext context() {
        return context;
    }
}
