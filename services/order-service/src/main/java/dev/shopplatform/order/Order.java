package dev.shopplatform.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** @param total in minor units of the currency */
public record Order(UUID id, OrderStatus status, List<OrderItem> items, long total, String currency,
        Instant createdAt, Instant updatedAt) {

    boolean isFor(OrderRequest request) {
        return items.equals(request.items()) && currency.equals(request.currency());
    }
}
