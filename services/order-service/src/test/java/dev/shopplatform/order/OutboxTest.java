package dev.shopplatform.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** On a database of its own and without polling, so that only the test claims. */
@TestPropertySource(properties = {"test.database=outbox", "outbox.poll-interval=1h", "outbox.lease=1s", "outbox.patience=200ms"})
class OutboxTest extends OrderServiceTest {

    @Autowired
    private Orders orders;
    @Autowired
    private Outbox outbox;
    @Autowired
    private Settlement settlement;
    @Autowired
    private TransactionTemplate transactions;
    private final String customer = UUID.randomUUID().toString();

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM outbox").update();
    }

    @Test
    void pollersThatOverlapNeitherWaitForNorRepeatEachOther() {
        var placed = IntStream.range(0, 20).mapToObj(i -> place()).toList();
        makeDue();
        transactions.executeWithoutResult(firstStillClaims -> {
            var first = outbox.claimDue();
            var second = CompletableFuture.supplyAsync(outbox::claimDue).orTimeout(5, TimeUnit.SECONDS).join();
            assertThat(Stream.concat(first.stream(), second.stream()).map(PaymentStep::orderId))
                    .containsExactlyInAnyOrderElementsOf(placed);
        });
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
    void anOrderIsNeverWithoutTheStepThatPaysIt() {
        jdbc.sql("ALTER TABLE outbox ADD CONSTRAINT full_up CHECK (false) NOT VALID").update();
        try {
            assertThatThrownBy(this::place).hasMessageContaining("full_up");
        } finally {
            jdbc.sql("ALTER TABLE outbox DROP CONSTRAINT full_up").update();
        }
        assertThat(orders.page(customer, 10, null).orders()).isEmpty();
    }

    @Test
    void aSlowPaymentGoesOnWithoutTheCustomer() {
        var payment = new Gate.Hold();
        GATE.set(call -> {
            payment.here();
            Gate.PASS.on(call);
        });
        var customer = newCustomer();
        var order = customer.placed();
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        payment.release();
        awaitStatus(customer, order.id(), OrderStatus.PAID);
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
