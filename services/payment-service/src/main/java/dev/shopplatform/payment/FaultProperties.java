package dev.shopplatform.payment;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

/**
 * Faults to inject, so that a bad release can be shown.
 *
 * @param errorRate the share of requests, 0 to 1, that fail with 500
 * @param latency what every request takes longer
 */
@Validated
@ConfigurationProperties("fault")
record FaultProperties(@DecimalMin("0") @DecimalMax("1") double errorRate, @NotNull Duration latency) {}
