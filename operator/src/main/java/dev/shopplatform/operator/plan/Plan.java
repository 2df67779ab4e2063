package dev.shopplatform.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to do, and how what exists is doing.
 *
 * @param waves     objects to write unless they are as they should be, one list after the other
 * @param creations objects to write only where they do not exist
 * @param handovers fields to hand over to another writer before the writes
 * @param deletions objects of ours that no longer have a reason to be, one list after the other, after the writes
 * @param ailments  what is not healthy, in the order of the children
 */
public record Plan(
        List<List<HasMetadata>> waves,
        List<HasMetadata> creations,
        List<Handover> handovers,
        List<List<HasMetadata>> deletions,
        List<Ailment> ailments) {

    /** The number of pods of a Deployment that an autoscaler is to take over as it is. */
    public record Handover(HasMetadata deployment, int replicas) {}

    /** A child and what ails it. */
    public record Ailment(String kind, String name, String component, Problem problem) {}

    /** The objects of all waves. */
    public Stream<HasMetadata> writes() {
        return waves.stream().flatMap(List::stream);
    }

    /** The part of the shop that the object to write or to delete belongs to; empty where the plan does not have it. */
    public String component(String kind, String name) {
        return Stream.of(writes(), creations.stream(), deletions.stream().flatMap(List::stream)).flatMap(objects -> objects)
            .filter(object -> object.getKind().equals(kind) && object.getMetadata().getName().equals(name))
            .map(object -> object.getMetadata().getLabels().getOrDefault(Metadata.COMPONENT, ""))
            .findFirst()
            .orElse("");
    }
}
