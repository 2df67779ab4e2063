package dev.shopplatform.operator.child;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.stream.Stream;

/** How many pods of a service may be evicted at a time. */
public final class PodDisruptionBudgets implements Child<PodDisruptionBudget> {
    @Override
    public Class<PodDisruptionBudget> kind() {
        return PodDisruptionBudget.class;
    }

    @Override
    public Stream<Wanted<PodDisruptionBudget>> desired(View view) {
        return view.shop().services().stream().map(service -> Wanted.apply(budget(service, view.shop())));
    }

    private static PodDisruptionBudget budget(Shop.Service service, Shop shop) {
        return new PodDisruptionBudgetBuilder()
            .withMetadata(Metadata.of(service.name(), Metadata.SERVICE))
            .withNewSpec()
                .withMinAvailable(service.podDisruptionBudget().minAvailable())
                .withMaxUnavailable(service.podDisruptionBudget().maxUnavailable())
                .withNewSelector().withMatchLabels(Metadata.selector(shop, service.name())).endSelector()
            .endSpec()
            .build();
    }
}
