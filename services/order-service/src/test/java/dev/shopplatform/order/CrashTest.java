package dev.shopplatform.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.shopplatform.order.Gate.Behaviour;
import dev.shopplatform.order.Gate.Hold;
import dev.shopplatform.service.test.Ports;
import dev.shopplatform.service.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.ResourceAccessException;

/**
 * A replica in a process of its own is killed with an order between each two steps of paying. The replica of this
 * process then has to finish all of them.
 */
class CrashTest extends OrderServiceTest {

    private static final Function<Hold, Behaviour> CAPTURED = hold -> call -> {
        var answer = call.forward();
        if (call.isCapture()) {
            hold.here();
        }
        call.answer(answer);
    };

    private final Gate gate = new Gate(PAYMENT_SERVICE);
    private final String customerId = UUID.randomUUID().toString();
    private final int replicaPort = Ports.free();
    private final Customer customer = Customer.at(replicaPort, ISSUER.token(customerId));
    private Process replica;

    @Autowired
    private TransactionTemplate transactions;

    @BeforeEach
    void startReplica() throws IOException {
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                OrderApplication.class.getName())
                .redirectErrorStream(true).redirectOutput(Path.of("target", "crash-test-replica.log").toFile());
        builder.environment().putAll(TestDatabase.environment());
        builder.environment().putAll(Map.of(
                "SERVER_PORT", Integer.toString(replicaPort),
                "USER_SERVICE_URL", ISSUER.url(),
                "PAYMENT_SERVICE_URL", gate.url().toString(),
                // Neither a time-out nor the other replica may come before the kill.
                "PAYMENT_READTIMEOUT", "2m",
                "OUTBOX_LEASE", "2m"));
        replica = builder.start();
        await().atMost(Duration.ofMinutes(3)).ignoreExceptionsInstanceOf(ResourceAccessException.class)
                .until(() -> customer.page(1, null).orders().isEmpty());
    }

    @AfterEach
    void stopReplica() {
        replica.destroyForcibly();
        gate.close();
    }

    @Test
    void everyOrderIsPaidOnceWhereverTheReplicaDied() throws Exception {
        var beforeAuthorise = place(new Hold(), hold -> call -> hold.here());
        var afterAuthorise = place(new Hold(), hold -> call -> {
            call.forward();
            hold.here();
        });
        var beforeCapture = place(new Hold(), hold -> call -> {
            if (call.isCapture()) {
                hold.here();
            }
            Gate.PASS.on(call);
        });
        var afterCapture = place(new Hold(), CAPTURED);
        var recording = new Hold();
        var whileRecording = place(recording, CAPTURED);
        transactions.executeWithoutResult(lock -> {
            jdbc.sql("SELECT id FROM orders WHERE id = :id FOR UPDATE").param("id", whileRecording).query().singleRow();
            recording.release();
            await().atMost(Duration.ofSeconds(60)).until(this::someoneWaitsForALock);
            replica.destroyForcibly().onExit().join();
        });

        var orders = List.of(beforeAuthorise, afterAuthorise, beforeCapture, afterCapture, whileRecording);
        assertThat(orders).allSatisfy(order -> assertThat(status(order)).isEqualTo("PENDING"));
        assertThat(orders.stream().map(this::payments)).containsExactly(
                List.of(), List.of("AUTHORISED"), List.of("AUTHORISED"), List.of("CAPTURED"), List.of("CAPTURED"));

        endLeases();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() ->
                assertThat(orders).allSatisfy(order -> assertThat(status(order)).isEqualTo("PAID")));
        assertThat(orders).allSatisfy(order -> assertThat(payments(order)).containsExactly("CAPTURED"));
    }

    /** Returns when the payment is where it is to be held. */
    private UUID place(Hold hold, Function<Hold, Behaviour> where) throws InterruptedException {
        gate.set(where.apply(hold));
        var key = UUID.randomUUID().toString();
        CompletableFuture.runAsync(() -> customer.place(key, Customer.TEA));
        hold.awaitArrival();
        return jdbc.sql("SELECT id FROM orders WHERE customer_id = :customerId AND idempotency_key = :key")
                .param("customerId", customerId).param("key", key)
                .query(UUID.class).single();
    }

    private String status(UUID order) {
        return jdbc.sql("SELECT status FROM orders WHERE id = :id").param("id", order).query(String.class).single();
    }

    private boolean someoneWaitsForALock() {
        return jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                .query(Long.class).single() > 0;
    }

    /** What time would do. */
    private void endLeases() {
        jdbc.sql("UPDATE outbox SET next_attempt_at = now()").update();
    }
}
