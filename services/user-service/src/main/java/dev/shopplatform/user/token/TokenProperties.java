package dev.shopplatform.user.token;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

@Validated
@ConfigurationProperties("token")
record TokenProperties(@NotBlank String issuer, @NotBlank String audience,
        @NotNull @DurationMin(minutes = 1) Duration lifetime) {}
