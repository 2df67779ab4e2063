package dev.shopplatform.operator.plan;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.operator.plan.Plan.Ailment;
import dev.shopplatform.operator.plan.Plan.Handover;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pure centre of the operator: from what is asked for and what is there to what to do. */
public final class Planner {
    /** Marks a Deployment whose number of pods is not ours. */
    public static final String AUTOSCALED = ShopPlatform.GROUP + "/autoscaled";

    private final List<Child<?>> children;

    public Planner(List<Child<?>> children) {
        this.children = children;
    }

    public Plan plan(View view) {
        List<HasMetadata> writes = new ArrayList<>();
        List<HasMetadata> creations = new ArrayList<>();
        List<Handover> handovers = new ArrayList<>();
        List<Ailment> ailments = new ArrayList<>();
        Set<Key> wanted = new HashSet<>();
        for (Child<?> child : children) {
            if (!child.needsIstio() || view.capabilities().istio()) {
                plan(child, view, writes, creations, handovers, ailments, wanted);
            }
        }
        List<HasMetadata> deletions = deletions(view, wanted, ailments);
        return new Plan(writes, creations, handovers, deletions, ailments);
    }

    private static <R extends HasMetadata> void plan(
            Child<R> child,
            View view,
            List<HasMetadata> writes,
            List<HasMetadata> creations,
            List<Handover> handovers,
            List<Ailment> ailments,
            Set<Key> wanted) {
        child.desired(view).forEach(want -> {
            String name = want.object().getMetadata().getName();
            wanted.add(new Key(child.kind(), name));
            Optional<R> actual = view.observed().find(child.kind(), name);
            switch (want.mode()) {
                case APPLY -> {
                    R object = Metadata.stampApplied(view.shop(), want.object());
                    actual.flatMap(a -> handover(object, a)).ifPresent(handovers::add);
                    writes.add(object);
                }
                case CREATE -> creations.add(Metadata.stamp(view.shop(), want.object()));
                case HOLD -> { }
            }
            check(child, want, actual, view).ifPresent(problem ->
                ailments.add(new Ailment(want.object().getKind(), name, component(want.object()), problem)));
        });
    }

    /** A child that is about to be written is judged as if it were there already, so that the status need not change at once. */
    private static <R extends HasMetadata> Optional<Problem> check(
            Child<R> child, Wanted<R> want, Optional<R> actual, View view) {
        if (actual.isEmpty() && want.mode() == Wanted.Mode.HOLD) {
            return Optional.of(Problem.missing("Waiting", want.reason()));
        }
        return child.check(actual.orElse(want.object()), view);
    }

    /**
     * Server-side apply resets a field that its last owner drops. So that an autoscaler starts from the number of pods that
     * run, the number gets a second owner first. Not zero, which would switch the autoscaler off.
     */
    private static Optional<Handover> handover(HasMetadata desired, HasMetadata actual) {
        if (desired instanceof Deployment to && actual instanceof Deployment from
                && to.getSpec().getReplicas() == null
                && from.getSpec().getReplicas() != null
                && from.getSpec().getReplicas() != 0
                && !from.getMetadata().getAnnotations().containsKey(AUTOSCALED)) {
            return Optional.of(new Handover(from, from.getSpec().getReplicas()));
        }
        return Optional.empty();
    }

    /** The old gateway goes only when the new one is ready: make before break. */
    private static List<HasMetadata> deletions(View view, Set<Key> wanted, List<Ailment> ailments) {
        boolean gatewayComing = view.shop().gateway().isPresent()
            && ailments.stream().anyMatch(ailment -> ailment.component().equals(Metadata.GATEWAY));
        return view.observed().all()
            .filter(object -> !wanted.contains(new Key(object.getClass(), object.getMetadata().getName())))
            .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
            .filter(object -> !gatewayComing
                || !component(object).equals(Metadata.GATEWAY))
            .toList();
    }

    private static String component(HasMetadata object) {
        return object.getMetadata().getLabels().getOrDefault(Metadata.COMPONENT, "");
    }

    private record Key(Class<?> kind, String name) {}
}
