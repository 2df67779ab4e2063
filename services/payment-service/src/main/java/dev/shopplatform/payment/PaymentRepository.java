package dev.shopplatform.payment;

import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PaymentRepository {

    private final JdbcClient jdbc;

    PaymentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the key was used before; a concurrent insert of the same key is waited for. */
    boolean insert(UUID id, String idempotencyKey, PaymentRequest request, PaymentStatus status) {
        return jdbc.sql("""
                INSERT INTO payments (id, idempotency_key, reference, amount, currency, status)
                VALUES (:id, :key, :reference, :amount, :currency, :status)
                ON CONFLICT (idempotency_key) DO NOTHING""")
                .param("id", id)
                .param("key", idempotencyKey)
                .param("reference", request.reference())
                .param("amount", request.amount())
                .param("currency", request.currency())
                .param("status", status.name())
                .update() == 1;
    }

    Payment byIdempotencyKey(String key) {
        return jdbc.sql("SELECT * FROM payments WHERE idempotency_key = :key").param("key", key)
                .query(Payment.class).single();
    }

    Optional<Payment> byId(UUID id) {
        return jdbc.sql("SELECT * FROM payments WHERE id = :id").param("id", id)
                .query(Payment.class).optional();
    }

    /** The check and the change are one statement, so only one of several concurrent transitions happens. */
    void move(UUID id, PaymentStatus from, PaymentStatus to) {
        jdbc.sql("UPDATE payments SET status = :to, updated_at = now() WHERE id = :id AND status = :from")
                .param("id", id).param("from", from.name()).param("to", to.name())
                .update();
    }
}
