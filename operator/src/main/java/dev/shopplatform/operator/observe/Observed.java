package dev.shopplatform.operator.observe;

import dev.shopplatform.operator.plan.Reference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the caches hold of one platform.
 *
 * @param children the objects whose controller is this platform, by kind and name
 * @param pods     the pods of its services, gateway and databases
 * @param versions for each Secret and ConfigMap that the platform's pods read and that exists, what changes when it changes
 */
public record Observed(
        Map<Class<? extends HasMetadata>, Map<String, HasMetadata>> children,
        List<PodState> pods,
        Map<Reference, String> versions) {

    public <R extends HasMetadata> Optional<R> find(Class<R> kind, String name) {
        return Optional.ofNullable(kind.cast(children.getOrDefault(kind, Map.of()).get(name)));
    }

    public Stream<HasMetadata> all() {
        return children.values().stream().flatMap(byName -> byName.values().stream());
    }

    public Stream<HasMetadata> all(Class<? extends HasMetadata> kind) {
        return children.getOrDefault(kind, Map.of()).values().stream();
    }

    public Stream<PodState> pods(String app) {
        return pods.stream().filter(pod -> pod.app().equals(app));
    }
}
