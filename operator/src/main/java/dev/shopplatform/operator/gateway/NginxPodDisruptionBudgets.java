package dev.shopplatform.operator.gateway;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.stream.Stream;

/** One gateway pod is evicted at a time. */
public final class NginxPodDisruptionBudgets implements Child<PodDisruptionBudget> {
    @Override
    public Class<PodDisruptionBudget> kind() {
        return PodDisruptionBudget.class;
    }

    @Override
    public Stream<Wanted<PodDisruptionBudget>> desired(View view) {
        return Nginx.gateway(view).stream().map(gateway -> Wanted.apply(new PodDisruptionBudgetBuilder()
            .withMetadata(Metadata.of(gateway.name(), Metadata.GATEWAY))
            .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector().withMatchLabels(Metadata.selector(view.shop(), gateway.name())).endSelector()
            .endSpec()
            .build()));
    }
}
