package dev.shopplatform.operator.child;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.stream.Stream;

/** The address of each managed Postgres. */
public final class DatabaseServices implements Child<Service> {
    @Override
    public Class<Service> kind() {
        return Service.class;
    }

    @Override
    public Stream<Wanted<Service>> desired(View view) {
        return view.shop().managedDatabases().map(database -> Wanted.apply(new ServiceBuilder()
            .withMetadata(Metadata.of(database.name(), Metadata.DATABASE))
            .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Metadata.selector(view.shop(), database.name()))
                .addNewPort()
                    .withName("postgres")
                    .withProtocol("TCP")
                    .withPort(Databases.PORT)
                    .withTargetPort(new IntOrString("postgres"))
                .endPort()
            .endSpec()
            .build()));
    }
}
