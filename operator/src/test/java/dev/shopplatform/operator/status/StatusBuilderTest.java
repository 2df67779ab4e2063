package dev.shopplatform.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import dev.shopplatform.operator.apply.Outcome;
import dev.shopplatform.operator.plan.Plan;
import dev.shopplatform.operator.plan.Plan.Ailment;
import dev.shopplatform.operator.plan.Problem;
import dev.shopplatform.operator.world.Samples;
import dev.shopplatform.operator.world.World;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusBuilderTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Ailment ROLLING =
        new Ailment("Deployment", "catalogue", "service", Problem.progressing("RollingOut", "1 of 2 pods are up to date"));
    private static final Ailment BROKEN =
        new Ailment("Deployment", "prices", "service", Problem.degraded("CrashLoopBackOff", "pod prices-1: exited"));

    private static final World.Round ROUND = World.settled("minimal").reconcile();

    private final ShopPlatform platform = Samples.platform("minimal");

    @BeforeEach
    void platformIsStored() {
        platform.getMetadata().setNamespace(World.NAMESPACE);
        platform.getMetadata().setGeneration(1L);
    }

    @Test
    void allIsReadyWhenEveryChildIs() {
        ShopPlatformStatus status = status(NOON);
        assertEquals("True AllReady", brief(status, Conditions.READY));
        assertEquals("False Settled", brief(status, Conditions.PROGRESSING));
        assertEquals("False NothingWrong", brief(status, Conditions.DEGRADED));
        assertEquals("True AllReady", brief(status, Conditions.GATEWAY_READY));
        assertTrue(status.conditions().stream().noneMatch(condition -> condition.getType().equals(Conditions.MESH_READY)));
        assertEquals(List.of(), status.children());
    }

    @Test
    void whatIsDegradedIsSaidFirst() {
        ShopPlatformStatus status = status(NOON, ROLLING, BROKEN);
        assertEquals("False CrashLoopBackOff", brief(status, Conditions.READY));
        assertEquals("True RollingOut", brief(status, Conditions.PROGRESSING));
        assertEquals("True CrashLoopBackOff", brief(status, Conditions.DEGRADED));
        assertEquals("Deployment prices: pod prices-1: exited", condition(status, Conditions.READY).getMessage());
        assertEquals(List.of("catalogue", "prices"), status.children().stream().map(ShopPlatformStatus.Child::name).toList());
    }

    @Test
    void aConflictSaysMoreThanWhatThePlanKnew() {
        Outcome outcome = Outcome.of(new Outcome.Conflict("Deployment", "prices", "ReplicaSet old"));
        ShopPlatformStatus status = StatusBuilder.of(platform, ROUND.view(), plan(BROKEN), outcome, NOON);
        assertEquals(1, status.children().size());
        assertEquals("NameConflict", status.children().getFirst().reason());
        assertTrue(status.children().getFirst().message().contains("ReplicaSet old"));
    }

    @Test
    void aRefusedWriteIsDegraded() {
        Outcome outcome = Outcome.of(new Outcome.Failure("Service", "prices", new KubernetesClientException("quota exceeded")));
        ShopPlatformStatus status = StatusBuilder.of(platform, ROUND.view(), plan(), outcome, NOON);
        assertEquals("False WriteFailed", brief(status, Conditions.READY));
        assertEquals("Service prices: quota exceeded", condition(status, Conditions.READY).getMessage());
    }

    @Test
    void anUnchangedStatusIsEqual() {
        platform.setStatus(status(NOON, ROLLING));
        assertEquals(platform.getStatus(), status(NOON.plusSeconds(60), ROLLING));
    }

    @Test
    void transitionTimesMoveWithTheStatusAlone() {
        platform.setStatus(status(NOON, ROLLING));
        ShopPlatformStatus other = status(NOON.plusSeconds(60), BROKEN);
        assertEquals("2026-01-01T12:00:00Z", condition(other, Conditions.READY).getLastTransitionTime(), "not ready then, not ready now");
        assertEquals("2026-01-01T12:01:00Z", condition(other, Conditions.DEGRADED).getLastTransitionTime());
    }

    @Test
    void speaksOfTheGenerationThatItWasMadeFrom() {
        platform.getMetadata().setGeneration(7L);
        assertEquals(7, status(NOON).observedGeneration());
        assertTrue(status(NOON).conditions().stream().allMatch(condition -> condition.getObservedGeneration() == 7));
    }

    @Test
    void listsAtMostSixteenChildren() {
        Ailment[] many = IntStream.range(0, 40).mapToObj(i -> BROKEN).toArray(Ailment[]::new);
        assertEquals(16, status(NOON, many).children().size());
    }

    @Test
    void longMessagesAreCut() {
        Ailment talkative = new Ailment("Deployment", "a", "service", Problem.degraded("Error", "x".repeat(40_000)));
        ShopPlatformStatus status = status(NOON, talkative);
        assertTrue(condition(status, Conditions.READY).getMessage().length() <= 1000);
    }

    @Test
    void theUrlIsTheLoadBalancersWhereThereIsOne() {
        assertEquals("http://shop-gateway.shops.svc", status(NOON).gateway().url());
        World world = World.settled("minimal");
        world.server().setStatus(world.find(Service.class, "shop-gateway").orElseThrow(), new ServiceStatusBuilder()
            .withNewLoadBalancer().addNewIngress().withIp("192.0.2.1").endIngress().endLoadBalancer()
            .build());
        assertEquals("http://192.0.2.1", world.settle().status().gateway().url());
    }

    @Test
    void aServiceSaysHowManyPodsAreReady() {
        ShopPlatformStatus.Service service = status(NOON).services().getFirst();
        assertEquals(new ShopPlatformStatus.Service(
            "user-service", 1, 1, "ghcr.io/shopplatform/user-service:0.1.0", "http://user-service:8080"), service);
    }

    private ShopPlatformStatus status(Instant now, Ailment... ailments) {
        return StatusBuilder.of(platform, ROUND.view(), plan(ailments), Outcome.NOTHING, now);
    }

    private static Plan plan(Ailment... ailments) {
        return new Plan(List.of(), List.of(), List.of(), List.of(), Stream.of(ailments).toList());
    }

    private static Condition condition(ShopPlatformStatus status, String type) {
        return status.conditions().stream().filter(condition -> condition.getType().equals(type)).findFirst().orElseThrow();
    }

    private static String brief(ShopPlatformStatus status, String type) {
        return condition(status, type).getStatus() + " " + condition(status, type).getReason();
    }
}
