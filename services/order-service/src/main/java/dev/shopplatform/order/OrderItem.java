package dev.shopplatform.order;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/** @param unitPrice in minor units of the order's currency */
public record OrderItem(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "must be 1 to 64 letters, digits, '.', '_' or '-'")
        String sku,
        @Positive @Max(1000) int quantity,
        @Positive @Max(1_000_000_000) long unitPrice) {

    long price() {
        return quantity * unitPrice;
    }
}
