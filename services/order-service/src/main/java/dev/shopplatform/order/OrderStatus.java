package dev.shopplatform.order;

/**
 * PENDING → PAID or PAYMENT_FAILED. Cancelled before any attempt to pay, an order is CANCELLED at once. Later it is CANCELLING
 * until the money, if any was taken, is back: then it is REFUNDED, or CANCELLED if none was taken.
 */
public enum OrderStatus {
    PENDING, PAID, PAYMENT_FAILED, CANCELLING, CANCELLED, REFUNDED
}
