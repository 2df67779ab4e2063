package dev.shopplatform.operator.status;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a status that has changed. Not through the framework: it would take the event of a spec that changes at the same moment
 * for the echo of its own write.
 */
public final class StatusWriter {
    /** Of the ways to write a status, the one for which the client does not read first. */
    private static final PatchContext APPLY = new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("shop-operator").withForce(true).build();

    /** No cache lags longer. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Clock clock;
    /** Statuses that the framework's cache may not show yet, by uid. */
    private final Map<String, Written> unseen = new ConcurrentHashMap<>();

    public StatusWriter(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private record Written(ShopPlatform platform, Instant at) {}

    /** The status that the API server has, even if the cached resource is older. */
    public Optional<ShopPlatformStatus> current(ShopPlatform cached) {
        Written written = unseen.computeIfPresent(cached.getMetadata().getUid(),
            (uid, last) -> version(last.platform) > version(cached) ? last : null);
        return Optional.ofNullable((written != null ? written.platform : cached).getStatus());
    }

    /**
     * Writes the status if it differs from the current one.
     *
     * @return the generation that the API server has
     */
    public long write(ShopPlatform cached, ShopPlatformStatus status) {
        if (Objects.equals(current(cached).orElse(null), status)) {
            return cached.getMetadata().getGeneration();
        }
        ShopPlatform desired = new ShopPlatform();
        desired.setMetadata(new ObjectMetaBuilder()
            .withNamespace(cached.getMetadata().getNamespace())
            .withName(cached.getMetadata().getName())
            .withUid(cached.getMetadata().getUid())
            .build());
        desired.setStatus(status);
        ShopPlatform result = client.resource(desired).subresource("status").patch(APPLY, desired);
        Instant now = clock.instant();
        unseen.values().removeIf(written -> written.at.plus(LAG).isBefore(now));
        unseen.put(result.getMetadata().getUid(), new Written(result, now));
        return result.getMetadata().getGeneration();
    }

    private static long version(ShopPlatform platform) {
        return Long.parseLong(platform.getMetadata().getResourceVersion());
    }
}
