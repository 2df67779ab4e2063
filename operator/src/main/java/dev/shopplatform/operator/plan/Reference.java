package dev.shopplatform.operator.plan;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A Secret or a ConfigMap of the platform's namespace that pods read when they start. */
public record Reference(Class<? extends HasMetadata> kind, String name) implements Comparable<Reference> {
    private static final Comparator<Reference> ORDER = Comparator.comparing(Reference::toString);

    public static Reference secret(String name) {
        return new Reference(Secret.class, name);
    }

    /** What environment variables take their values from. */
    public static Stream<Reference> of(List<EnvVar> env) {
        return env.stream().map(EnvVar::getValueFrom).filter(Objects::nonNull).flatMap(Reference::of);
    }

    private static Stream<Reference> of(EnvVarSource source) {
        Stream<Reference> secrets = Stream.ofNullable(source.getSecretKeyRef()).map(key -> secret(key.getName()));
        Stream<Reference> configMaps = Stream.ofNullable(source.getConfigMapKeyRef())
            .map(key -> new Reference(ConfigMap.class, key.getName()));
        return Stream.concat(secrets, configMaps);
    }

    @Override
    public int compareTo(Reference other) {
        return ORDER.compare(this, other);
    }

    /** As in {@code Secret/name}. */
    @Override
    public String toString() {
        return kind.getSimpleName() + "/" + name;
    }
}
