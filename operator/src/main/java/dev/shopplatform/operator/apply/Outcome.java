package dev.shopplatform.operator.apply;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a plan, or of a part of it.
 *
 * @param conflicts children whose name something else has taken
 * @param failures  writes that the API server refused or that did not reach it
 * @param stale     whether the plan was made of old news: something changed meanwhile
 * @param awaiting  whether something was created that the cache does not show yet; should it go before it is ever seen, no event
 *                  will tell
 */
public record Outcome(List<Conflict> conflicts, List<Failure> failures, boolean stale, boolean awaiting) {

    /** Nothing was done, or nothing is to be said of it. */
    public static final Outcome NOTHING = new Outcome(List.of(), List.of(), false, false);

    static final Outcome STALE = new Outcome(List.of(), List.of(), true, false);
    static final Outcome AWAITING = new Outcome(List.of(), List.of(), false, true);

    /** That a name is taken. */
    public static Outcome of(Conflict conflict) {
        return new Outcome(List.of(conflict), List.of(), false, false);
    }

    /** That a write failed. */
    public static Outcome of(Failure failure) {
        return new Outcome(List.of(), List.of(failure), false, false);
    }

    Outcome and(Outcome other) {
        return new Outcome(
            Stream.concat(conflicts.stream(), other.conflicts.stream()).toList(),
            Stream.concat(failures.stream(), other.failures.stream()).toList(),
            stale || other.stale,
            awaiting || other.awaiting);
    }

    /** Whether all was written that was to be written, apart from what conflicts. */
    boolean isComplete() {
        return failures.isEmpty() && !stale;
    }

    /** Whether children are on their way and there is nothing to say but that, which their arrival makes old news. */
    public boolean hasJustBegun() {
        return awaiting && conflicts.isEmpty() && isComplete();
    }

    /** Has the framework try again, later and later. */
    public void throwFirstFailure() {
        if (!failures.isEmpty()) {
            throw failures.getFirst().cause();
        }
    }

    /** A name that is taken, and by what. */
    public record Conflict(String kind, String name, String holder) {}

    /** A write that failed. */
    public record Failure(String kind, String name, KubernetesClientException cause) {}
}
