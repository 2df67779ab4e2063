package dev.shopplatform.operator.plan;

import dev.shopplatform.api.v1alpha1.GatewaySpec.Provider;
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

    private final List<List<Child<?>>> waves;

    /** Of these kinds of children; what others refer to is in a wave before theirs. */
    public Planner(List<List<Child<?>>> waves) {
        this.waves = waves;
    }

    public Plan plan(View view) {
        Draft draft = new Draft(view);
        waves.forEach(draft::addWave);
        return new Plan(draft.waves, draft.creations, draft.handovers, draft.deletions(waves.reversed()), draft.ailments);
    }

    /** A plan in the making. */
    private static final class Draft {
        private final View view;
        private final List<List<HasMetadata>> waves = new ArrayList<>();
        private final List<HasMetadata> creations = new ArrayList<>();
        private final List<Handover> handovers = new ArrayList<>();
        private final List<Ailment> ailments = new ArrayList<>();
        private final Set<Key> wanted = new HashSet<>();
        private boolean gatewayComing;

        Draft(View view) {
            this.view = view;
            this.gatewayComing = view.shop().gateway(Provider.Istio).isPresent() && !view.capabilities().istio();
        }

        void addWave(List<Child<?>> children) {
            waves.add(new ArrayList<>());
            children.stream().filter(child -> !child.needsIstio() || view.capabilities().istio()).forEach(this::add);
        }

        private <R extends HasMetadata> void add(Child<R> child) {
            child.desired(view).forEach(want -> add(child, want));
        }

        private <R extends HasMetadata> void add(Child<R> child, Wanted<R> want) {
            String name = want.object().getMetadata().getName();
            Optional<R> actual = view.observed().find(child.kind(), name);
            wanted.add(new Key(child.kind(), name));
            switch (want.mode()) {
                case APPLY -> {
                    R object = Metadata.stampApplied(view.shop(), want.object());
                    actual.flatMap(a -> handover(object, a)).ifPresent(handovers::add);
                    waves.getLast().add(object);
                }
                case CREATE -> creations.add(Metadata.stamp(view.shop(), want.object()));
                case HOLD -> { }
            }
            Optional<Problem> problem = check(child, want, actual, view);
            problem.ifPresent(found ->
                ailments.add(new Ailment(want.object().getKind(), name, component(want.object()), found)));
            gatewayComing |= component(want.object()).equals(Metadata.GATEWAY) && (actual.isEmpty() || problem.isPresent());
        }

        /** What is no longer wanted; but an old gateway goes only when the new one is ready: make before break. */
        List<List<HasMetadata>> deletions(List<List<Child<?>>> order) {
            return order.stream().map(this::unwanted).filter(objects -> !objects.isEmpty()).toList();
        }

        private List<HasMetadata> unwanted(List<Child<?>> children) {
            return children.stream().map(Child::kind).distinct().flatMap(kind -> view.observed().all(kind))
                .filter(object -> !wanted.contains(new Key(object.getClass(), object.getMetadata().getName())))
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
                .filter(object -> !gatewayComing || !component(object).equals(Metadata.GATEWAY))
                .toList();
        }
    }

    /**
     * A child that is about to be created is judged as if it were there already, so that the status need not change at once; of
     * one that is about to change, the readiness of the old content is not taken for that of the new one.
     */
    private static <R extends HasMetadata> Optional<Problem> check(
            Child<R> child, Wanted<R> want, Optional<R> actual, View view) {
        if (actual.isPresent()) {
            return child.check(actual.get(), view).or(() -> pending(child, want, actual.get(), view));
        }
        return want.mode() == Wanted.Mode.HOLD ? Optional.of(Problem.missing("Waiting", want.reason()))
            : child.check(want.object(), view);
    }

    private static <R extends HasMetadata> Optional<Problem> pending(Child<R> child, Wanted<R> want, R actual, View view) {
        return switch (want.mode()) {
            case HOLD -> Optional.of(Problem.progressing("Waiting", want.reason()));
            case CREATE -> Optional.empty();
            case APPLY -> Metadata.isApplied(want.object(), actual) ? Optional.empty()
                : child.check(want.object(), view).map(_ -> Problem.progressing("Updating", "a change of it is on its way"));
        };
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

    private static String component(HasMetadata object) {
        return object.getMetadata().getLabels().getOrDefault(Metadata.COMPONENT, "");
    }

    private record Key(Class<?> kind, String name) {}
}
