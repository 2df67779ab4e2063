package dev.shopplatform.payment;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/** Every operation may be repeated: the same call again gives the same answer and moves no money. */
@Service
class Payments {

    /** @param created false when the key had been used before */
    record Authorisation(Payment payment, boolean created) {}

    private final PaymentRepository repository;
    private final PaymentProperties properties;

    Payments(PaymentRepository repository, PaymentProperties properties) {
        this.repository = repository;
        this.properties = properties;
    }

    Authorisation authorise(String idempotencyKey, PaymentRequest request) {
        var status = request.amount() > properties.limit() ? PaymentStatus.DECLINED : PaymentStatus.AUTHORISED;
        var created = repository.insert(UUID.randomUUID(), idempotencyKey, request, status);
        var payment = repository.byIdempotencyKey(idempotencyKey);
        if (!payment.isFor(request)) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT,
                    "This Idempotency-Key was used with another body.");
        }
        return new Authorisation(payment, created);
    }

    Payment capture(UUID id) {
        return move(id, PaymentStatus.AUTHORISED, PaymentStatus.CAPTURED);
    }

    Payment refund(UUID id) {
        return move(id, PaymentStatus.CAPTURED, PaymentStatus.REFUNDED);
    }

    Payment get(UUID id) {
        return repository.byId(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such payment."));
    }

    private Payment move(UUID id, PaymentStatus from, PaymentStatus to) {
        repository.move(id, from, to);
        var payment = get(id);
        if (payment.status() != to) {
            throw new ResponseStatusException(HttpStatus.CONFLICT,
                    "A payment that is %s cannot become %s.".formatted(payment.status(), to));
        }
        return payment;
    }
}
