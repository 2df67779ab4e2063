package dev.shopplatform.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.api.v1alpha1.GatewaySpec;
import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import dev.shopplatform.operator.world.Actions;
import dev.shopplatform.operator.world.Actions.Action;
import dev.shopplatform.operator.world.ApiServer.Faults.Fault;
import dev.shopplatform.operator.world.Snapshot;
import dev.shopplatform.operator.world.Specs;
import dev.shopplatform.operator.world.World;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happened before: once it is over, what exists is what the spec asks for, and nothing more is written. */
class WorldPropertiesTest {
    @Provide
    Arbitrary<ShopPlatformSpec> specs() {
        return Specs.any();
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        return Actions.any();
    }

    @Property(tries = 15)
    void endsAsIfTheLastSpecHadBeenTheFirst(
            @ForAll("specs") ShopPlatformSpec first,
            @ForAll("actions") List<Action> actions,
            @ForAll("specs") ShopPlatformSpec last,
            @ForAll boolean anyway,
            @ForAll boolean inPeace) {
        // Without Istio, a gateway of Istio never comes, and the old one, which depends on the past, stays until it does.
        boolean istio = anyway || last.gateway() != null && last.gateway().provider() == GatewaySpec.Provider.Istio;
        World world = world(istio).apply(first);
        actions.forEach(action -> action.run().accept(world));
        calm(world, istio);
        if (inPeace) {
            world.settle(round -> assertReadyIsTrue(world, round));
        }
        World.Round end = world.apply(last).settle(round -> assertReadyIsTrue(world, round));

        World straight = world(istio).apply(last);
        World.Round straightEnd = straight.settle(round -> assertReadyIsTrue(straight, round));
        assertEquals(List.of(), Snapshot.differences(Snapshot.of(straight), Snapshot.of(world)).stream()
            .filter(difference -> !oldGatewayStays(last, istio) || !difference.contains("/shop-gateway "))
            .toList(), "objects");
        assertEquals(Snapshot.status(straightEnd.status()), Snapshot.status(end.status()), "status");
        assertEquals(List.of(), world.server().refusals(), "changes of fields that may not change");
        assertAutoscaledWithinBounds(world);
        assertQuiet(world);
    }

    /** Where the new gateway cannot come, the old one goes on: the one thing that is not the last spec's alone. */
    private static boolean oldGatewayStays(ShopPlatformSpec last, boolean istio) {
        return !istio && last.gateway() != null && last.gateway().provider() == GatewaySpec.Provider.Istio;
    }

    private static World world(boolean istio) {
        World world = World.with("shop", istio);
        world.server().create(Actions.secret());
        return world;
    }

    private static void calm(World world, boolean istio) {
        world.server().failWith(request -> Fault.NONE);
        world.controllers().healAll();
        world.pause(false);
        world.istio(istio);
    }

    /** A platform is not called ready while Kubernetes has yet to look at what was written. */
    private static void assertReadyIsTrue(World world, World.Round round) {
        boolean ready = round.status().conditions().stream()
            .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
        for (Deployment deployment : ready ? world.server().list(Deployment.class) : List.<Deployment>of()) {
            assertEquals(deployment.getMetadata().getGeneration(), deployment.getStatus().getObservedGeneration(),
                deployment.getMetadata().getName() + " when the platform is said to be ready");
        }
    }

    private static void assertAutoscaledWithinBounds(World world) {
        for (HorizontalPodAutoscaler scaler : world.server().list(HorizontalPodAutoscaler.class)) {
            int replicas = world.find(Deployment.class, scaler.getMetadata().getName()).orElseThrow().getSpec().getReplicas();
            assertTrue(replicas >= scaler.getSpec().getMinReplicas() && replicas <= scaler.getSpec().getMaxReplicas(),
                scaler.getMetadata().getName() + " has " + replicas + " pods");
        }
    }

    /** Neither the operator that settled it nor one that starts anew asks for anything. */
    private static void assertQuiet(World world) {
        world.server().takeRequests();
        world.reconcile();
        assertEquals(List.of(), world.server().takeRequests(), "requests once all is as it should be");
        world.restartOperator();
        world.reconcile();
        assertEquals(List.of(), world.server().takeRequests(), "requests after a restart");
    }
}
