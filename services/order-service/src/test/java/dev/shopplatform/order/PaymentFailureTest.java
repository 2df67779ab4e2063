package dev.shopplatform.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.shopplatform.service.test.Concurrently;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens on the way to payment-service and back, an order ends up paid, once. */
class PaymentFailureTest extends OrderServiceTest {

    enum Trouble {
        FAILS(Gate.FAIL),
        REQUEST_LOST(Gate.LOSE_REQUEST),
        ANSWER_LOST(Gate.LOSE_ANSWER),
        CAPTURE_FAILS(call -> (call.isCapture() ? Gate.FAIL : Gate.PASS).on(call)),
        CAPTURE_ANSWER_LOST(call -> (call.isCapture() ? Gate.LOSE_ANSWER : Gate.PASS).on(call)),
        CAPTURE_ANSWER_LATE(call -> {
            var answer = call.forward();
            if (call.isCapture()) {
                Thread.sleep(1500);
            }
            call.answer(answer);
        });

        private final Gate.Behaviour behaviour;

        Trouble(Gate.Behaviour behaviour) {
            this.behaviour = behaviour;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isPaidOnceTheTroubleIsOver(Trouble trouble) {
        var customer = newCustomer();
        GATE.set(trouble.behaviour);
        var order = customer.placed();
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        GATE.set(Gate.PASS);
        awaitStatus(customer, order.id(), OrderStatus.PAID);
        assertThat(payments(order.id())).containsExactly("CAPTURED");
    }

    @Test
    void oneLostConnectionIsNotNoticed() {
        var lost = new AtomicBoolean();
        GATE.set(call -> (lost.compareAndSet(false, true) ? Gate.LOSE_ANSWER : Gate.PASS).on(call));
        var order = newCustomer().placed();
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(payments(order.id())).containsExactly("CAPTURED");
    }

    @Test
    void manyOrdersThroughABadNetworkAreAllPaidOnce() throws Exception {
        Gate.Behaviour[] troubles = {Gate.PASS, Gate.PASS, Gate.PASS, Gate.FAIL, Gate.LOSE_REQUEST, Gate.LOSE_ANSWER};
        GATE.set(call -> troubles[ThreadLocalRandom.current().nextInt(troubles.length)].on(call));
        var customer = newCustomer();
        var orders = Concurrently.times(40, () -> customer.placed().id());
        for (var order : orders) {
            awaitStatus(customer, order, OrderStatus.PAID);
            assertThat(payments(order)).containsExactly("CAPTURED");
        }
        assertThat(jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single()).isZero();
    }
}
