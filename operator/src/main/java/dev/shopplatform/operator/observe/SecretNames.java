package dev.shopplatform.operator.observe;

import dev.shopplatform.api.v1alpha1.ResourceSpec;
import dev.shopplatform.api.v1alpha1.ShopPlatform;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The user's Secrets that a platform names, whether its spec is valid or not. */
final class SecretNames {
    private SecretNames() {}

    static Set<String> of(ShopPlatform platform) {
        if (platform.getSpec() == null) {
            return Set.of();
        }
        Stream<String> resources = stream(platform.getSpec().resources())
            .map(ResourceSpec::secretRef)
            .flatMap(reference -> Optional.ofNullable(reference).stream())
            .map(ResourceSpec.SecretRef::name);
        Stream<String> variables = stream(platform.getSpec().services())
            .flatMap(service -> SecretNames.<EnvVar>stream(service.env()))
            .filter(env -> env.getValueFrom() != null && env.getValueFrom().getSecretKeyRef() != null)
            .map(env -> env.getValueFrom().getSecretKeyRef().getName());
        return Stream.concat(resources, variables).collect(Collectors.toSet());
    }

    private static <T> Stream<T> stream(List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
