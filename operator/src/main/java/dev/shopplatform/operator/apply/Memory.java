package dev.shopplatform.operator.apply;

import dev.shopplatform.operator.plan.Metadata;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the operator wrote or found to be right, for as long as it runs: the informers tell of a write some time after it, and
 * until then their caches must not be taken for drift.
 */
public final class Memory {
    /** No informer lags longer; and if one does, a write that was not needed finds the object as it is. */
    private static final Duration LAG = Duration.ofSeconds(5);

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Clock clock;

    public Memory(Clock clock) {
        this.clock = clock;
    }

    /**
     * What is known of an object.
     *
     * @param applied         hash of the content that it has
     * @param resourceVersion as of which it has it; comparable as a number
     * @param written         when the operator wrote it; null if it only found it so
     */
    private record Known(String applied, long resourceVersion, Instant written) {}

    /** Whether the content was written so recently that a cache without the object only lags behind. */
    boolean isOnItsWay(HasMetadata desired, String applied) {
        Known last = known.get(key(desired));
        return last != null && last.applied.equals(applied) && last.written != null
            && last.written.plus(LAG).isAfter(clock.instant());
    }

    /** Whether an object of this resourceVersion, or a later one than the cache shows, has the content. */
    boolean isKnown(HasMetadata desired, String applied, long resourceVersion) {
        Known last = known.get(key(desired));
        return last != null && last.applied.equals(applied) && resourceVersion <= last.resourceVersion;
    }

    /** Whether the cache shows the object as it was before the operator's own last write. */
    boolean isStale(HasMetadata desired, long resourceVersion) {
        Known last = known.get(key(desired));
        return last != null && resourceVersion < last.resourceVersion;
    }

    void written(HasMetadata object, String applied, String resourceVersion) {
        known.put(key(object), new Known(applied, Long.parseLong(resourceVersion), clock.instant()));
    }

    void found(HasMetadata object, String applied, long resourceVersion) {
        known.put(key(object), new Known(applied, resourceVersion, null));
    }

    /** The object has gone, so the next look at it starts from nothing. */
    public void forget(HasMetadata object) {
        known.remove(key(object));
    }

    /** With the owner: what one platform wrote says nothing of another's object of that name. */
    private static String key(HasMetadata object) {
        return Metadata.controller(object).map(OwnerReference::getUid).orElse("") + "/" + object.getKind() + "/" + object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }
}
