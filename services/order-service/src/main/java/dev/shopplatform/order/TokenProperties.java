package dev.shopplatform.order;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * Whose tokens are taken.
 *
 * @param jwksUri where the issuer publishes its keys
 * @param outageTolerance how long known keys are used while the issuer does not answer
 */
@Validated
@ConfigurationProperties("token")
record TokenProperties(@NotBlank String issuer, @NotBlank String audience, @NotNull URI jwksUri,
        @NotNull Duration jwksTimeout, @NotNull Duration outageTolerance) {}
