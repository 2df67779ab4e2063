package dev.shopplatform.payment;

import java.time.Instant;
import java.util.UUID;

/** @param amount in minor units of the currency */
public record Payment(UUID id, String reference, long amount, String currency, PaymentStatus status,
        Instant createdAt, Instant updatedAt) {

    boolean isFor(PaymentRequest request) {
        return reference.equals(request.reference()) && amount == request.amount() && currency.equals(request.currency());
    }
}
