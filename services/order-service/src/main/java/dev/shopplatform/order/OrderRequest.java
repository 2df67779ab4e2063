package dev.shopplatform.order;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

public record OrderRequest(
        @NotEmpty @Size(max = 100) List<@NotNull @Valid OrderItem> items,
        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR") String currency) {

    /** Cannot overflow: the bounds of an item and of the list keep it below 10^15. */
    long total() {
        return items.stream().mapToLong(OrderItem::price).sum();
    }
}
