package dev.shopplatform.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the operator wrote last, for as long as it runs: the informers tell of a write some time after it, and until then their
 * caches must not be taken for drift.
 */
public final class Memory {
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    /**
     * A write.
     *
     * @param applied         hash of the content that was written
     * @param resourceVersion what the API server answered; comparable as a number
     */
    record Written(String applied, long resourceVersion) {}

    Optional<Written> of(HasMetadata object) {
        return Optional.ofNullable(written.get(key(object)));
    }

    void remember(HasMetadata object, String applied, String resourceVersion) {
        written.put(key(object), new Written(applied, Long.parseLong(resourceVersion)));
    }

    /** The object has gone, so the next look at it starts from nothing. */
    public void forget(HasMetadata object) {
        written.remove(key(object));
    }

    private static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }
}
