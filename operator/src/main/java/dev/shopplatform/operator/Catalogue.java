package dev.shopplatform.operator;

import dev.shopplatform.operator.child.Autoscalers;
import dev.shopplatform.operator.child.ConfigMaps;
import dev.shopplatform.operator.child.DatabaseSecrets;
import dev.shopplatform.operator.child.DatabaseServices;
import dev.shopplatform.operator.child.Databases;
import dev.shopplatform.operator.child.Deployments;
import dev.shopplatform.operator.child.DestinationRules;
import dev.shopplatform.operator.child.NetworkPolicies;
import dev.shopplatform.operator.child.PodDisruptionBudgets;
import dev.shopplatform.operator.child.ServiceAccounts;
import dev.shopplatform.operator.child.Services;
import dev.shopplatform.operator.child.VirtualServices;
import dev.shopplatform.operator.gateway.IstioGatewayRoutes;
import dev.shopplatform.operator.gateway.IstioGateways;
import dev.shopplatform.operator.gateway.NginxConfigMaps;
import dev.shopplatform.operator.gateway.NginxDeployments;
import dev.shopplatform.operator.gateway.NginxPodDisruptionBudgets;
import dev.shopplatform.operator.gateway.NginxServices;
import dev.shopplatform.operator.plan.Child;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every kind of child, in the order in which they are written: what others refer to comes first. */
public final class Catalogue {
    public static final List<Child<?>> CHILDREN = List.of(
        new ServiceAccounts(),
        new ConfigMaps(),
        new NetworkPolicies(),
        new DatabaseSecrets(),
        new DatabaseServices(),
        new Services(),
        new NginxServices(),
        new DestinationRules(),
        new VirtualServices(),
        new Databases(),
        new Deployments(),
        new Autoscalers(),
        new PodDisruptionBudgets(),
        new NginxConfigMaps(),
        new NginxDeployments(),
        new NginxPodDisruptionBudgets(),
        new IstioGateways(),
        new IstioGatewayRoutes());

    private Catalogue() {}

    /** The kinds of all children. */
    public static Set<Class<? extends HasMetadata>> kinds() {
        return CHILDREN.stream().map(Child::kind).collect(Collectors.toSet());
    }
}
