package dev.shopplatform.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.shopplatform.order.PaymentStep.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The steps that payment-service has yet to do. A step is written in the transaction that makes it necessary and deleted
 * in the one that records its result, so whatever dies in between, it is done again; payment-service's idempotency
 * makes that harmless.
 */
@Repository
class Outbox {

    /** How long a new step is left to whoever wrote it; after that it is anyone's. */
    private static final Duration FIRST_CLAIM = Duration.ofSeconds(2);

    private static final String CLAIM = """
            UPDATE outbox SET attempts = attempts + 1, next_attempt_at = now() + :lease * interval '1 ms'
            FROM due JOIN orders ON orders.id = due.order_id
            WHERE outbox.order_id = due.order_id
            RETURNING outbox.order_id, step, attempts, total, currency, payment_id""";

    private final JdbcClient jdbc;
    private final OutboxProperties properties;

    Outbox(JdbcClient jdbc, OutboxProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    void add(UUID orderId, Kind step) {
        jdbc.sql("""
                INSERT INTO outbox (order_id, step, next_attempt_at)
                VALUES (:orderId, :step, now() + :firstClaim * interval '1 ms')""")
                .param("orderId", orderId).param("step", step.name()).param("firstClaim", FIRST_CLAIM.toMillis())
                .update();
    }

    /** Claims a step that nobody has tried yet. */
    Optional<PaymentStep> claimNew(UUID orderId) {
        return jdbc.sql("""
                WITH due AS MATERIALIZED (
                    SELECT order_id FROM outbox WHERE order_id = :orderId AND attempts = 0
                    FOR UPDATE SKIP LOCKED)
                """ + CLAIM)
                .param("orderId", orderId).param("lease", properties.lease().toMillis())
                .query(PaymentStep.class).optional();
    }

    /** Claims steps that are due, among them those whose worker died: its lease has ended. */
    List<PaymentStep> claimDue() {
        return jdbc.sql("""
                WITH due AS MATERIALIZED (
                    SELECT order_id FROM outbox WHERE next_attempt_at <= now()
                    ORDER BY next_attempt_at LIMIT :batch
                    FOR UPDATE SKIP LOCKED)
                """ + CLAIM)
                .param("batch", properties.batch()).param("lease", properties.lease().toMillis())
                .query(PaymentStep.class).list();
    }

    /** Takes back a step that certainly had no effect. False if a worker has, or had, claimed it. */
    boolean withdraw(UUID orderId, Kind step) {
        return jdbc.sql("DELETE FROM outbox WHERE order_id = :orderId AND step = :step AND attempts = 0")
                .param("orderId", orderId).param("step", step.name())
                .update() == 1;
    }

    /** False if another worker, to which the step had passed, was done with it first. */
    boolean done(PaymentStep step) {
        return jdbc.sql("DELETE FROM outbox WHERE order_id = :orderId AND step = :step")
                .param("orderId", step.orderId()).param("step", step.step().name())
                .update() == 1;
    }

    /** Ends the lease, unless the step has passed to another worker. */
    void retryIn(Duration delay, PaymentStep step) {
        jdbc.sql("""
                UPDATE outbox SET next_attempt_at = now() + :delay * interval '1 ms'
                WHERE order_id = :orderId AND step = :step AND attempts = :attempts""")
                .param("orderId", step.orderId()).param("step", step.step().name())
                .param("attempts", step.attempts()).param("delay", delay.toMillis())
                .update();
    }

    long size() {
        return jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single();
    }
}
