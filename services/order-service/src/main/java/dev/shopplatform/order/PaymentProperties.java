package dev.shopplatform.order;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import jakarta.validation.constraints.NotNull;

/** Where payment-service is, and how long it may take. */
@Validated
@ConfigurationProperties("payment")
record PaymentProperties(@NotNull URI url, @NotNull Duration connectTimeout, @NotNull Duration readTimeout) {}
