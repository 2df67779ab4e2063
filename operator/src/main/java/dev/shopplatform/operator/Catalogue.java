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

/** Every kind of child. */
public final class Catalogue {
    /**
     * The kinds in waves: what others refer to comes first, and goes last. What is in one wave may be written in any order, or at
     * the same time.
     */
    public static final List<List<Child<?>>> WAVES = List.of(
        List.of(
            new ServiceAccounts(),
            new ConfigMaps(),
            new NetworkPolicies(),
            new DatabaseSecrets(),
            new DatabaseServices(),
            new Services(),
            new PodDisruptionBudgets(),
            new DestinationRules(),
            new NginxConfigMaps(),
            new NginxServices(),
            new NginxPodDisruptionBudgets(),
            new IstioGateways()),
        List.of(
            new VirtualServices(),
            new Databases(),
            new Deployments(),
            new Autoscalers(),
            new NginxDeployments(),
            new IstioGatewayRoutes()));

    private Catalogue() {}

    /** The kinds of all children. */
    public static Set<Class<? extends HasMetadata>> kinds() {
        return WAVES.stream().flatMap(List::stream).map(Child::kind).collect(Collectors.toSet());
    }
}
