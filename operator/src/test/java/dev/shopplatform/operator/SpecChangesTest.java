package dev.shopplatform.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import dev.shopplatform.operator.plan.Plan;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.world.Actions;
import dev.shopplatform.operator.world.Specs;
import dev.shopplatform.operator.world.World;
import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds at every moment while a platform goes from spec to spec. */
class SpecChangesTest {
    @Provide
    Arbitrary<List<ShopPlatformSpec>> changes() {
        return Specs.any().list().ofMinSize(1).ofMaxSize(3);
    }

    @Property(tries = 12)
    void everyMomentIsSafe(@ForAll("changes") List<ShopPlatformSpec> changes) {
        World world = World.with("shop", true);
        world.server().create(Actions.secret());
        for (ShopPlatformSpec spec : changes) {
            world.apply(spec);
            world.settle(round -> {
                assertStartsInOrder(round);
                assertRelabelsOnlyWhatNoRoutePins(round);
                assertDeletesOnlyItsOwn(round, world);
                assertNoRouteLeadsToALeavingVersion(world);
            });
        }
        assertEquals(List.of(), world.server().refusals(), "changes of fields that may not change, selectors among them");
    }

    /** A Deployment is made when those that its service depends on are ready. */
    private static void assertStartsInOrder(World.Round round) {
        View view = round.view();
        deployments(round.plan())
            .filter(deployment -> view.observed().find(Deployment.class, deployment.getMetadata().getName()).isEmpty())
            .flatMap(deployment -> view.shop().service(deployment.getMetadata().getName()).stream())
            .flatMap(service -> service.dependsOn().stream())
            .forEach(dependency -> assertTrue(isReady(view.observed().find(Deployment.class, dependency)), dependency + " is ready"));
    }

    private static boolean isReady(Optional<Deployment> deployment) {
        return deployment.filter(d -> d.getStatus() != null
            && d.getMetadata().getGeneration().equals(d.getStatus().getObservedGeneration())
            && Optional.ofNullable(d.getStatus().getAvailableReplicas()).orElse(0) >= d.getSpec().getReplicas()).isPresent();
    }

    /** The label of pods changes only in a plan that found no route pinning it: unpin first, relabel later. */
    private static void assertRelabelsOnlyWhatNoRoutePins(World.Round round) {
        View view = round.view();
        deployments(round.plan()).forEach(deployment -> {
            String name = deployment.getMetadata().getName();
            Optional<String> before = view.observed().find(Deployment.class, name).map(SpecChangesTest::version);
            boolean relabels = before.isPresent() && !before.get().equals(version(deployment));
            boolean pinned = Stream.of(name, "shop-gateway")
                .flatMap(route -> view.observed().find(VirtualService.class, route).stream())
                .flatMap(SpecChangesTest::destinations)
                .anyMatch(destination -> destination.getHost().equals(name) && destination.getSubset() != null);
            assertFalse(relabels && pinned, name + " is relabelled while a route pins its version");
        });
    }

    private static void assertDeletesOnlyItsOwn(World.Round round, World world) {
        round.plan().deletions().stream().flatMap(List::stream).forEach(object -> assertTrue(
            object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(world.platform().getMetadata().getUid())),
            object.getKind() + " " + object.getMetadata().getName() + " is not ours"));
    }

    /** A route that pins a subset leads to all pods that there are. */
    private static void assertNoRouteLeadsToALeavingVersion(World world) {
        world.server().list(VirtualService.class).stream().flatMap(SpecChangesTest::destinations)
            .filter(destination -> destination.getSubset() != null)
            .forEach(destination -> world.controllers().pods().stream()
                .filter(pod -> label(pod, "app").equals(destination.getHost()))
                .forEach(pod -> assertEquals(destination.getSubset(), Shop.subset(label(pod, "version")),
                    "version of pod " + pod.getMetadata().getName() + ", to whose service a route pins")));
    }

    private static Stream<Deployment> deployments(Plan plan) {
        return plan.writes().filter(Deployment.class::isInstance).map(Deployment.class::cast);
    }

    private static Stream<Destination> destinations(VirtualService route) {
        return route.getSpec().getHttp().stream().flatMap(http -> http.getRoute().stream()).map(to -> to.getDestination());
    }

    private static String version(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata().getLabels().getOrDefault("version", "");
    }

    private static String label(Pod pod, String name) {
        return pod.getMetadata().getLabels().getOrDefault(name, "");
    }
}
