package dev.shopplatform.operator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import dev.shopplatform.operator.plan.Metadata;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What can happen to a platform, at random. */
public final class Actions {
    private static final Set<String> EDITABLE = Set.of("labels", "annotations", "data", "value", "image");

    private Actions() {}

    /** One thing that happens. */
    public record Action(String what, Consumer<World> run) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** Everything: users, controllers, failing requests, caches that lag behind, and an operator that dies. */
    public static Arbitrary<List<Action>> any() {
        return Arbitraries.frequencyOf(
            Tuple.of(8, passes()), Tuple.of(3, specs()), Tuple.of(2, edits()), Tuple.of(1, deletions()),
            Tuple.of(1, faults()), Tuple.of(1, apps()), Tuple.of(1, switches()), Tuple.of(1, loads())).list().ofMaxSize(10);
    }

    private static Arbitrary<Action> specs() {
        return Specs.any().map(spec -> new Action("spec " + spec, world -> world.apply(spec)));
    }

    private static Arbitrary<Action> passes() {
        return Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.integers().between(0, 9)).as((times, lag) ->
            new Action(times + " rounds, with lag " + lag, world -> {
                Random random = new Random(lag);
                for (int i = 0; i < times; i++) {
                    world.sync(kind -> lag == 0 || random.nextInt(3) > 0);
                    pass(world);
                    world.step();
                }
            }));
    }

    /** The framework tries again after a failure; here, the next round does. */
    private static void pass(World world) {
        try {
            world.reconcile();
        } catch (KubernetesClientException e) {
            // Nothing to do until then.
        }
    }

    private static Arbitrary<Action> edits() {
        return Arbitraries.integers().between(0, 10_000).map(which -> new Action("edit " + which, world -> edit(world, which)));
    }

    private static void edit(World world, int which) {
        pick(ours(world).stream().filter(object -> !(object instanceof Secret)).toList(), which).ifPresent(object -> {
            JsonNode json = world.server().client().getKubernetesSerialization().convertValue(object, JsonNode.class);
            List<List<String>> fields = new ArrayList<>(Leaves.of(json).keySet().stream().filter(Actions::isEditable).toList());
            pick(fields, which / 7).ifPresent(field -> world.server().edit("kubectl-edit", object, field, new TextNode("edited")));
        });
    }

    /** Not the label that the caches select by: who takes it away, and the reason for the object with it, hides the object. */
    private static boolean isEditable(List<String> field) {
        return !field.contains("template") && !field.contains(Metadata.MANAGED_BY) && EDITABLE.contains(field.get(Math.max(0, field.size() - 2)))
            || EDITABLE.contains(field.getLast());
    }

    private static Arbitrary<Action> deletions() {
        return Arbitraries.integers().between(0, 1_000).map(which -> new Action("delete " + which, world ->
            pick(ours(world), which).ifPresent(world.server()::delete)));
    }

    private static List<HasMetadata> ours(World world) {
        return world.objects().stream().filter(object -> Metadata.controls(world.platform().getMetadata().getUid(), object)).toList();
    }

    private static <T> Optional<T> pick(List<T> from, int which) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(which % from.size()));
    }

    private static Arbitrary<Action> faults() {
        return Arbitraries.integers().between(0, 100).map(seed -> new Action("faults " + seed, world -> {
            Random random = new Random(seed);
            world.server().failWith(request -> seed % 3 == 0 ? ApiServer.Faults.Fault.NONE : switch (random.nextInt(6)) {
                case 0 -> ApiServer.Faults.Fault.REFUSED;
                case 1 -> ApiServer.Faults.Fault.ANSWER_LOST;
                default -> ApiServer.Faults.Fault.NONE;
            });
        }));
    }

    private static Arbitrary<Action> apps() {
        return Combinators.combine(Arbitraries.of(Specs.apps().toList()), Arbitraries.of(true, false)).as((app, heal) ->
            heal ? new Action("heal", world -> world.controllers().healAll())
                : new Action("break " + app, world -> world.controllers().breakApp(app)));
    }

    private static Arbitrary<Action> loads() {
        return Combinators.combine(Arbitraries.of(Specs.apps().toList()), Arbitraries.integers().between(1, 5)).as((app, pods) ->
            new Action("load of " + app + " for " + pods, world -> world.controllers().load(app, pods)));
    }

    private static Arbitrary<Action> switches() {
        return Arbitraries.of(
            new Action("restart", World::restartOperator),
            new Action("pause", world -> world.pause(true)),
            new Action("resume", world -> world.pause(false)),
            new Action("Istio comes", world -> world.istio(true)),
            new Action("Istio goes", world -> world.istio(false)),
            new Action("new Secret", world -> world.server().edit("kubectl", secret(), List.of("data", "key"), new TextNode("bmV3"))));
    }

    /** The user's Secret that random specs name. */
    public static Secret secret() {
        return new SecretBuilder()
            .withNewMetadata().withNamespace(World.NAMESPACE).withName(Specs.SECRET).endMetadata()
            .addToData("key", "b2xk")
            .build();
    }
}
