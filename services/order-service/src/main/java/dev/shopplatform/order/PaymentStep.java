package dev.shopplatform.order;

import java.util.UUID;

/**
 * What has to be done at payment-service for an order, claimed by one worker.
 *
 * @param attempts how often it was claimed, this time included
 * @param paymentId null until the order is paid
 */
record PaymentStep(UUID orderId, Kind step, int attempts, long total, String currency, UUID paymentId) {

    enum Kind { PAY, REFUND }
}
