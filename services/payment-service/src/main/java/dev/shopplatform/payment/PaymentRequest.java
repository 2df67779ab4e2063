package dev.shopplatform.payment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/**
 * @param reference what is paid for, such as an order's id
 * @param amount in minor units of the currency
 */
public record PaymentRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "must be 1 to 64 letters, digits, '.', '_' or '-'")
        String reference,
        @Positive @Max(MAX_AMOUNT) long amount,
        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR") String currency) {

    /** Exact also for clients whose numbers are doubles. */
    static final long MAX_AMOUNT = 1_000_000_000_000_000L;
}
