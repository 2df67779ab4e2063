package dev.shopplatform.order;

import java.util.List;
import java.util.UUID;

/** @param next what to pass as {@code after} for the page that follows; null on the last one */
public record OrderPage(List<Order> orders, UUID next) {

    /** Of one more order than fits on a page, which tells that another page follows. */
    static OrderPage of(List<Order> oneMore, int limit) {
        if (oneMore.size() <= limit) {
            return new OrderPage(oneMore, null);
        }
        var orders = oneMore.subList(0, limit);
        return new OrderPage(orders, orders.getLast().id());
    }
}
