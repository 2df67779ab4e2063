package dev.shopplatform.operator.child;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.istio.api.api.networking.v1alpha3.Subset;
import io.fabric8.istio.api.api.networking.v1alpha3.SubsetBuilder;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.DestinationRuleBuilder;
import java.util.List;
import java.util.stream.Stream;

/** The subsets of each service: one for each version that runs or is wanted. */
public final class DestinationRules implements Child<DestinationRule> {
    @Override
    public Class<DestinationRule> kind() {
        return DestinationRule.class;
    }

    @Override
    public boolean needsIstio() {
        return true;
    }

    @Override
    public Stream<Wanted<DestinationRule>> desired(View view) {
        return view.shop().services().stream().filter(service -> view.shop().mesh()).map(service ->
            Wanted.apply(new DestinationRuleBuilder()
                .withMetadata(Metadata.of(service.name(), Metadata.SERVICE))
                .withNewSpec().withHost(service.name()).withSubsets(subsets(service, view)).endSpec()
                .build()));
    }

    private static List<Subset> subsets(Shop.Service service, View view) {
        return MeshRouting.versions(service, view).stream()
            .map(version -> new SubsetBuilder().withName(Shop.subset(version)).addToLabels("version", version).build())
            .toList();
    }
}
