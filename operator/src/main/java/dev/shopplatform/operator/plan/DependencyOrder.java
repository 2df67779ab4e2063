package dev.shopplatform.operator.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** dependsOn must be a graph without cycles, of services that exist. */
final class DependencyOrder {
    private final Map<String, Shop.Service> services = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final Deque<String> path = new ArrayDeque<>();

    private DependencyOrder(List<Shop.Service> all) {
        all.forEach(service -> services.put(service.name(), service));
    }

    /** @throws InvalidSpecException naming the cycle or the unknown service */
    static void check(List<Shop.Service> services) {
        DependencyOrder order = new DependencyOrder(services);
        services.forEach(service -> order.visit(service.name()));
    }

    private void visit(String name) {
        if (path.contains(name)) {
            throw new InvalidSpecException("spec.services[" + name + "].dependsOn",
                "cycle " + cycle(name) + "; remove one of these dependencies");
        }
        if (!done.add(name)) {
            return;
        }
        path.addLast(name);
        for (String dependency : services.get(name).dependsOn()) {
            if (!services.containsKey(dependency)) {
                throw new InvalidSpecException("spec.services[" + name + "].dependsOn",
                    "there is no service " + dependency + " in spec.services; add it or correct the name");
            }
            visit(dependency);
        }
        path.removeLast();
    }

    private String cycle(String name) {
        List<String> names = new ArrayList<>(path);
        List<String> cycle = new ArrayList<>(names.subList(names.indexOf(name), names.size()));
        cycle.add(name);
        return String.join(" -> ", cycle);
    }
}
