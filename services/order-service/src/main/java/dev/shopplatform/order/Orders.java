package dev.shopplatform.order;

import java.util.UUID;

import dev.shopplatform.order.PaymentStep.Kind;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** A customer sees their own orders; those of others are not there for them. */
@Service
class Orders {

    /** @param created false when the key had been used before */
    record Placed(Order order, boolean created) {}

    private final OrderRepository repository;
    private final Outbox outbox;

    Orders(OrderRepository repository, Outbox outbox) {
        this.repository = repository;
        this.outbox = outbox;
    }

    /** The order and the step that pays it are committed together. */
    @Transactional
    public Placed place(String customerId, String idempotencyKey, OrderRequest request) {
        var id = UUID.randomUUID();
        var created = repository.insert(id, customerId, idempotencyKey, request);
        if (created) {
            outbox.add(id, Kind.PAY);
        }
        var order = repository.byIdempotencyKey(customerId, idempotencyKey);
        if (!order.isFor(request)) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT,
                    "This Idempotency-Key was used with another body.");
        }
        return new Placed(order, created);
    }

    /** Before the first attempt to pay, the payment is withdrawn. After it, money may have moved, and is moved back. */
    @Transactional
    public void cancel(String customerId, UUID id) {
        get(customerId, id);
        switch (repository.lock(id)) {
            case PENDING -> repository.setStatus(id,
                    outbox.withdraw(id, Kind.PAY) ? OrderStatus.CANCELLED : OrderStatus.CANCELLING);
            case PAID -> {
                outbox.add(id, Kind.REFUND);
                repository.setStatus(id, OrderStatus.CANCELLING);
            }
            case PAYMENT_FAILED -> throw new ResponseStatusException(HttpStatus.CONFLICT,
                    "The payment of this order failed, so there is nothing to cancel.");
            case CANCELLING, CANCELLED, REFUNDED -> { }
        }
    }

    Order get(String customerId, UUID id) {
        return repository.byId(customerId, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such order."));
    }

    OrderPage page(String customerId, int limit, UUID after) {
        var oneMore = limit + 1;
        return OrderPage.of(after == null
                ? repository.newest(customerId, oneMore)
                : repository.olderThan(after, customerId, oneMore), limit);
    }
}
