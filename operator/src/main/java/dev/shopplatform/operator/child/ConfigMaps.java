package dev.shopplatform.operator.child;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.stream.Stream;

/** The config of each service that has any. */
public final class ConfigMaps implements Child<ConfigMap> {
    @Override
    public Class<ConfigMap> kind() {
        return ConfigMap.class;
    }

    @Override
    public Stream<Wanted<ConfigMap>> desired(View view) {
        return view.shop().services().stream()
            .filter(service -> !service.config().isEmpty())
            .map(service -> Wanted.apply(new ConfigMapBuilder()
                .withMetadata(Metadata.of(service.name(), Metadata.SERVICE))
                .withData(service.config())
                .build()));
    }
}
