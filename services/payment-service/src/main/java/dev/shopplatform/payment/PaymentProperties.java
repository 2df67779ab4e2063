package dev.shopplatform.payment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import jakarta.validation.constraints.PositiveOrZero;

/** @param limit the highest amount, in minor units, that the simulated card accepts */
@Validated
@ConfigurationProperties("payment")
record PaymentProperties(@PositiveOrZero long limit) {}
