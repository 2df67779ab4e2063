package dev.shopplatform.operator.child;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.stream.Stream;

/** An identity for each service, without a token: the services have no business with the API server. */
public final class ServiceAccounts implements Child<ServiceAccount> {
    @Override
    public Class<ServiceAccount> kind() {
        return ServiceAccount.class;
    }

    @Override
    public Stream<Wanted<ServiceAccount>> desired(View view) {
        return view.shop().services().stream().map(service -> Wanted.apply(new ServiceAccountBuilder()
            .withMetadata(Metadata.of(service.name(), Metadata.SERVICE))
            .withAutomountServiceAccountToken(false)
            .build()));
    }
}
