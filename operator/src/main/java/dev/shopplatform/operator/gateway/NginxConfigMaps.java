package dev.shopplatform.operator.gateway;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.stream.Stream;

/** nginx.conf. */
public final class NginxConfigMaps implements Child<ConfigMap> {
    @Override
    public Class<ConfigMap> kind() {
        return ConfigMap.class;
    }

    @Override
    public Stream<Wanted<ConfigMap>> desired(View view) {
        return Nginx.gateway(view).stream().map(gateway -> Nginx.config(gateway, view)
            .map(config -> Wanted.apply(new ConfigMapBuilder()
                .withMetadata(Metadata.of(gateway.name(), Metadata.GATEWAY))
                .addToData(Nginx.CONFIG_FILE, config)
                .build()))
            .orElseGet(() -> Wanted.hold(ConfigMap.class, gateway.name(), Metadata.GATEWAY, "the services get their addresses")));
    }
}
