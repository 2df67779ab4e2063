package dev.shopplatform.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of child. An implementation states what should exist, without regard to what does, and judges what does. The
 * planner adds the namespace, the owner and the labels that every child has.
 */
public interface Child<R extends HasMetadata> {

    Class<R> kind();

    /** The children of this kind that the shop should have; none where it needs none. */
    Stream<Wanted<R>> desired(View view);

    /** What keeps this child from being healthy. */
    default Optional<Problem> check(R actual, View view) {
        return Optional.empty();
    }

    /** Whether this kind exists only on clusters with an optional API. */
    default boolean needsIstio() {
        return false;
    }
}
