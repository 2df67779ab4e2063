package dev.shopplatform.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

import dev.shopplatform.service.test.Concurrently;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Cancelling races with paying. Whoever wins, the customer never pays for a cancelled order. */
class CancelTest extends OrderServiceTest {

    @Autowired
    private Orders orders;

    @Test
    void aPaidOrderIsRefunded() {
        var customer = newCustomer();
        var order = customer.placed().id();
        customer.cancel(order).expectStatus().isOk();
        assertThat(customer.get(order).status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(payments(order)).containsExactly("REFUNDED");
    }

    @Test
    void cancellingAgainChangesNothing() {
        var customer = newCustomer();
        var order = customer.placed().id();
        var first = Customer.order(customer.cancel(order));
        assertThat(Customer.order(customer.cancel(order))).isEqualTo(first);
    }

    @Test
    void anOrderThatNobodyBeganToPayIsCancelledWithoutAPayment() {
        var customerId = UUID.randomUUID().toString();
        var customer = Customer.at(port, ISSUER.token(customerId));
        var order = orders.place(customerId, "a", Customer.TEA).order().id();
        assertThat(Customer.order(customer.cancel(order)).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(payments(order)).isEmpty();
    }

    @Test
    void anOrderCancelledWhileItIsPaidGetsItsMoneyBack() throws Exception {
        var customer = newCustomer();
        var capture = new Gate.Hold();
        GATE.set(call -> {
            var answer = call.forward();
            if (call.isCapture()) {
                capture.here();
            }
            call.answer(answer);
        });
        var placing = CompletableFuture.supplyAsync(customer::placed);
        capture.awaitArrival();
        var order = customer.page(1, null).orders().getFirst().id();
        customer.cancel(order).expectStatus().isAccepted();
        capture.release();
        placing.join();
        awaitStatus(customer, order, OrderStatus.REFUNDED);
        assertThat(payments(order)).containsExactly("REFUNDED");
    }

    @Test
    void aRefundOutlivesTrouble() {
        var customer = newCustomer();
        var order = customer.placed().id();
        GATE.set(Gate.LOSE_ANSWER);
        customer.cancel(order).expectStatus().isAccepted();
        GATE.set(Gate.PASS);
        awaitStatus(customer, order, OrderStatus.REFUNDED);
        assertThat(payments(order)).containsExactly("REFUNDED");
    }

    @Test
    void atAnyMomentCancellingEndsWithoutMoneyTaken() throws Exception {
        GATE.set(call -> {
            Thread.sleep(ThreadLocalRandom.current().nextInt(40));
            Gate.PASS.on(call);
        });
        Concurrently.times(40, () -> {
            var customer = newCustomer();
            var placing = CompletableFuture.supplyAsync(customer::placed);
            var order = await().atMost(Duration.ofSeconds(60))
                    .until(() -> customer.page(1, null).orders(), orders -> !orders.isEmpty()).getFirst().id();
            Thread.sleep(ThreadLocalRandom.current().nextInt(80));
            customer.cancel(order).expectStatus().is2xxSuccessful();
            placing.join();
            assertEndsWithoutMoneyTaken(customer, order);
            return order;
        });
    }

    private void assertEndsWithoutMoneyTaken(Customer customer, UUID order) {
        var end = await().atMost(Duration.ofSeconds(60))
                .until(() -> customer.get(order).status(), status -> status != OrderStatus.CANCELLING);
        if (end == OrderStatus.CANCELLED) {
            assertThat(payments(order)).isEmpty();
        } else {
            assertThat(end).isEqualTo(OrderStatus.REFUNDED);
            assertThat(payments(order)).containsExactly("REFUNDED");
        }
    }
}
