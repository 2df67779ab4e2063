package dev.shopplatform.operator.gateway;

import dev.shopplatform.api.v1alpha1.GatewaySpec.Provider;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The NGINX gateway of a shop, where it has one, and its configuration, once the services have addresses. */
final class Nginx {
    static final String CONFIG_FOLDER = "/etc/nginx/shop";
    static final String CONFIG_FILE = "nginx.conf";

    private Nginx() {}

    static Optional<Shop.Gateway> gateway(View view) {
        return view.shop().gateway(Provider.NGINX);
    }

    /** The configuration; empty while a service that it names has no cluster IP. */
    static Optional<String> config(Shop.Gateway gateway, View view) {
        Map<String, String> addresses = new TreeMap<>();
        for (Shop.Route route : gateway.routes()) {
            Optional<String> ip = clusterIp(route.service(), view);
            if (ip.isEmpty()) {
                return Optional.empty();
            }
            String host = ip.get().contains(":") ? "[" + ip.get() + "]" : ip.get();
            addresses.put(route.service().name(), host + ":" + route.service().port());
        }
        return Optional.of(NginxConfig.of(gateway, addresses));
    }

    private static Optional<String> clusterIp(Shop.Service service, View view) {
        return view.observed().find(Service.class, service.name()).map(actual -> actual.getSpec().getClusterIP())
            .filter(ip -> !ip.isEmpty());
    }
}
