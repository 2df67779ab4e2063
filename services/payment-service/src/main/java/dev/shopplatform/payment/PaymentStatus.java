package dev.shopplatform.payment;

/** AUTHORISED → CAPTURED → REFUNDED; DECLINED is where a refused payment ends. */
public enum PaymentStatus {
    AUTHORISED, DECLINED, CAPTURED, REFUNDED
}
