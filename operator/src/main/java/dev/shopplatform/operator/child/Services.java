package dev.shopplatform.operator.child;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.stream.Stream;

/** The address of each service: its name, at its port. */
public final class Services implements Child<Service> {
    @Override
    public Class<Service> kind() {
        return Service.class;
    }

    @Override
    public Stream<Wanted<Service>> desired(View view) {
        return view.shop().services().stream().map(service -> Wanted.apply(new ServiceBuilder()
            .withMetadata(Metadata.of(service.name(), Metadata.SERVICE))
            .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Metadata.selector(view.shop(), service.name()))
                .addNewPort()
                    .withName("http")
                    .withAppProtocol("http")
                    .withProtocol("TCP")
                    .withPort(service.port())
                    .withTargetPort(new IntOrString("http"))
                .endPort()
            .endSpec()
            .build()));
    }
}
