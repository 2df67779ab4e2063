package dev.shopplatform.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import dev.shopplatform.service.test.Concurrently;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** On a database of its own and without polling, so that only the test claims. */
@TestPropertySource(properties = {"test.database=outbox", "outbox.poll-interval=1h", "outbox.lease=1s"})
class OutboxTest extends OrderServiceTest {

    @Autowired
    private Orders orders;
    @Autowired
    private Outbox outbox;
    @Autowired
    private Settlement settlement;
    private final String customer = UUID.randomUUID().toString();

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM outbox").update();
    }

    @Test
    void concurrentPollersNeverClaimTheSameStep() throws Exception {
        var placed = IntStream.range(0, 60).mapToObj(i -> place()).toList();
        makeDue();
        Callable<List<UUID>> pollUntilNoneIsLeft = () -> {
            var claimed = new ArrayList<UUID>();
            for (var steps = outbox.claimDue(); !steps.isEmpty(); steps = outbox.claimDue()) {
                steps.forEach(step -> {
                    claimed.add(step.orderId());
                    outbox.done(step);
                });
            }
            return claimed;
        };
        assertThat(Concurrently.times(4, pollUntilNoneIsLeft).stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(placed);
    }

    @Test
    void aStepPassesOnWhenItsLeaseEnds() throws Exception {
        var order = place();
        var first = outbox.claimNew(order).orElseThrow();
        assertThat(outbox.claimNew(order)).isEmpty();
        assertThat(outbox.claimDue()).isEmpty();
        Thread.sleep(1100);
        var second = outbox.claimDue().getFirst();
        assertThat(second.attempts()).isEqualTo(2);

        outbox.retryIn(Duration.ZERO, first);
        assertThat(outbox.claimDue()).as("the first worker has no say in it any more").isEmpty();
        assertThat(outbox.done(second)).isTrue();
        assertThat(outbox.done(first)).isFalse();
    }

    @Test
    void aResultIsRecordedOnce() {
        var order = place();
        var step = outbox.claimNew(order).orElseThrow();
        settlement.captured(step, UUID.randomUUID());
        orders.cancel(customer, order);
        settlement.captured(step, UUID.randomUUID());
        settlement.declined(step);
        assertThat(orders.get(customer, order).status()).isEqualTo(OrderStatus.CANCELLING);
        assertThat(outbox.claimNew(order).orElseThrow().step()).isEqualTo(PaymentStep.Kind.REFUND);
    }

    @Test
    void retriesSlowDownToACap() {
        var properties = new OutboxProperties(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(2),
                Duration.ofMillis(500), Duration.ofSeconds(30), 10);
        assertThat(properties.backoff(1)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(properties.backoff(3)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
        assertThat(properties.backoff(1000)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    private UUID place() {
        return orders.place(customer, UUID.randomUUID().toString(), Customer.TEA).order().id();
    }

    private void makeDue() {
        jdbc.sql("UPDATE outbox SET next_attempt_at = now()").update();
    }
}
