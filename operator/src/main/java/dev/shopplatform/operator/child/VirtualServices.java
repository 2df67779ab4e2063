package dev.shopplatform.operator.child;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import java.util.stream.Stream;

/** How the mesh routes requests to each service. */
public final class VirtualServices implements Child<VirtualService> {
    @Override
    public Class<VirtualService> kind() {
        return VirtualService.class;
    }

    @Override
    public boolean needsIstio() {
        return true;
    }

    @Override
    public Stream<Wanted<VirtualService>> desired(View view) {
        return view.shop().services().stream().filter(service -> view.shop().mesh()).map(service ->
            Wanted.apply(new VirtualServiceBuilder()
                .withMetadata(Metadata.of(service.name(), Metadata.SERVICE))
                .withNewSpec()
                    .withHosts(service.name())
                    .addNewHttp().withRoute(MeshRouting.destination(service, view)).endHttp()
                .endSpec()
                .build()));
    }
}
