package dev.shopplatform.operator.observe;

import dev.shopplatform.api.v1alpha1.ResourceSpec;
import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.operator.plan.Reference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The user's Secrets and ConfigMaps that a platform names, whether its spec is valid or not. */
final class References {
    private References() {}

    static Set<Reference> of(ShopPlatform platform) {
        if (platform.getSpec() == null) {
            return Set.of();
        }
        Stream<Reference> resources = stream(platform.getSpec().resources())
            .map(ResourceSpec::secretRef)
            .filter(Objects::nonNull)
            .map(secret -> Reference.secret(secret.name()));
        Stream<Reference> variables = stream(platform.getSpec().services())
            .flatMap(service -> Stream.ofNullable(service.env()).flatMap(Reference::of));
        return Stream.concat(resources, variables).collect(Collectors.toSet());
    }

    private static <T> Stream<T> stream(List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
