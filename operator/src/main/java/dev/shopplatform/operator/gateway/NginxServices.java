package dev.shopplatform.operator.gateway;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.stream.Stream;

/** The address of the gateway. */
public final class NginxServices implements Child<Service> {
    @Override
    public Class<Service> kind() {
        return Service.class;
    }

    @Override
    public Stream<Wanted<Service>> desired(View view) {
        return Nginx.gateway(view).stream().map(gateway -> Wanted.apply(new ServiceBuilder()
            .withMetadata(Metadata.of(gateway.name(), Metadata.GATEWAY))
            .withNewSpec()
                .withType(gateway.serviceType().name())
                .withSelector(Metadata.selector(view.shop(), gateway.name()))
                .addNewPort()
                    .withName("http")
                    .withAppProtocol("http")
                    .withProtocol("TCP")
                    .withPort(80)
                    .withTargetPort(new IntOrString("http"))
                .endPort()
            .endSpec()
            .build()));
    }
}
