package dev.shopplatform.operator.gateway;

import dev.shopplatform.api.v1alpha1.GatewaySpec.Provider;
import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.GatewayBuilder;
import java.util.List;
import java.util.stream.Stream;

/** What Istio's ingress gateway listens for. */
public final class IstioGateways implements Child<Gateway> {
    @Override
    public Class<Gateway> kind() {
        return Gateway.class;
    }

    @Override
    public boolean needsIstio() {
        return true;
    }

    @Override
    public Stream<Wanted<Gateway>> desired(View view) {
        return view.shop().gateway(Provider.Istio).stream().map(gateway -> Wanted.apply(new GatewayBuilder()
            .withMetadata(Metadata.of(gateway.name(), Metadata.GATEWAY))
            .withNewSpec()
                .addToSelector("istio", "ingressgateway")
                .addNewServer()
                    .withNewPort().withName("http").withNumber(80L).withProtocol("HTTP").endPort()
                    .withHosts(hosts(gateway))
                .endServer()
            .endSpec()
            .build()));
    }

    static List<String> hosts(Shop.Gateway gateway) {
        return gateway.hostnames().isEmpty() ? List.of("*") : gateway.hostnames();
    }
}
