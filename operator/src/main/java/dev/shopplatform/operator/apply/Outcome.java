package dev.shopplatform.operator.apply;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/**
 * What came of a plan.
 *
 * @param conflicts children whose name something else has taken
 * @param failures  writes that the API server refused or that did not reach it
 * @param stale     whether the plan was made of old news: something changed meanwhile, or was made that is not seen yet
 */
public record Outcome(List<Conflict> conflicts, List<Failure> failures, boolean stale) {

    /** Of a plan that was not carried out. */
    public static final Outcome NOTHING = new Outcome(List.of(), List.of(), false);

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
