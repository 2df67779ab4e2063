package dev.shopplatform.order;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/**
 * @param lease how long a claimed step is left to its worker
 * @param patience how long the customer's request waits for the payment
 * @param batch how many steps one poll claims
 */
@Validated
@ConfigurationProperties("outbox")
record OutboxProperties(
        @NotNull @DurationMin(seconds = 1) Duration lease,
        @NotNull @DurationMin(millis = 10) Duration pollInterval,
        @NotNull @DurationMin Duration patience,
        @NotNull @DurationMin(millis = 1) Duration firstRetry,
        @NotNull @DurationMin(millis = 1) Duration slowestRetry,
        @Positive int batch) {

    private static final int MAX_DOUBLINGS = 30;

    /** Doubles with each attempt; the jitter keeps replicas and orders that failed together from retrying together. */
    Duration backoff(int attempts) {
        var doubled = firstRetry.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS);
        var capped = Math.min(doubled, slowestRetry.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(capped / 2, capped + 1));
    }
}
