package dev.shopplatform.order;

import java.util.UUID;

import dev.shopplatform.order.PaymentStep.Kind;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records what payment-service did, once: the step leaves the outbox in the same transaction. */
@Service
class Settlement {

    private final OrderRepository orders;
    private final Outbox outbox;

    Settlement(OrderRepository orders, Outbox outbox) {
        this.orders = orders;
        this.outbox = outbox;
    }

    /** An order that was cancelled while it was being paid gets its money back. */
    @Transactional
    public void captured(PaymentStep step, UUID paymentId) {
        var status = orders.lock(step.orderId());
        if (!outbox.done(step)) {
            return;
        }
        orders.setPayment(step.orderId(), paymentId);
        if (status == OrderStatus.CANCELLING) {
            outbox.add(step.orderId(), Kind.REFUND);
        } else {
            orders.setStatus(step.orderId(), OrderStatus.PAID);
        }
    }

    @Transactional
    public void declined(PaymentStep step) {
        var status = orders.lock(step.orderId());
        if (outbox.done(step)) {
            orders.setStatus(step.orderId(),
                    status == OrderStatus.CANCELLING ? OrderStatus.CANCELLED : OrderStatus.PAYMENT_FAILED);
        }
    }

    @Transactional
    public void refunded(PaymentStep step) {
        orders.lock(step.orderId());
        if (outbox.done(step)) {
            orders.setStatus(step.orderId(), OrderStatus.REFUNDED);
        }
    }
}
