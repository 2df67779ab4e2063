package dev.shopplatform.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class OrderRepository {

    private static final TypeReference<List<OrderItem>> ITEMS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OrderRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** False if the customer used the key before; a concurrent insert of the same key is waited for. */
    boolean insert(UUID id, String customerId, String idempotencyKey, OrderRequest request) {
        return jdbc.sql("""
                INSERT INTO orders (id, customer_id, idempotency_key, items, currency, total, status)
                VALUES (:id, :customerId, :key, :items::jsonb, :currency, :total, 'PENDING')
                ON CONFLICT (customer_id, idempotency_key) DO NOTHING""")
                .param("id", id)
                .param("customerId", customerId)
                .param("key", idempotencyKey)
                .param("items", json.writeValueAsString(request.items()))
                .param("currency", request.currency())
                .param("total", request.total())
                .update() == 1;
    }

    Order byIdempotencyKey(String customerId, String key) {
        return jdbc.sql("SELECT * FROM orders WHERE customer_id = :customerId AND idempotency_key = :key")
                .param("customerId", customerId).param("key", key)
                .query(this::order).single();
    }

    Optional<Order> byId(String customerId, UUID id) {
        return jdbc.sql("SELECT * FROM orders WHERE customer_id = :customerId AND id = :id")
                .param("customerId", customerId).param("id", id)
                .query(this::order).optional();
    }

    List<Order> newest(String customerId, int limit) {
        return jdbc.sql("""
                SELECT * FROM orders WHERE customer_id = :customerId
                ORDER BY created_at DESC, id DESC LIMIT :limit""")
                .param("customerId", customerId).param("limit", limit)
                .query(this::order).list();
    }

    List<Order> olderThan(UUID after, String customerId, int limit) {
        return jdbc.sql("""
                SELECT * FROM orders WHERE customer_id = :customerId
                AND (created_at, id) < (SELECT created_at, id FROM orders WHERE customer_id = :customerId AND id = :after)
                ORDER BY created_at DESC, id DESC LIMIT :limit""")
                .param("customerId", customerId).param("after", after).param("limit", limit)
                .query(this::order).list();
    }

    /** The status, which nobody else changes until this transaction ends. Taken before any lock on the outbox. */
    OrderStatus lock(UUID id) {
        return jdbc.sql("SELECT status FROM orders WHERE id = :id FOR UPDATE").param("id", id)
                .query(OrderStatus.class).single();
    }

    void setStatus(UUID id, OrderStatus status) {
        jdbc.sql("UPDATE orders SET status = :status, updated_at = now() WHERE id = :id")
                .param("id", id).param("status", status.name())
                .update();
    }

    void setPayment(UUID id, UUID paymentId) {
        jdbc.sql("UPDATE orders SET payment_id = :paymentId WHERE id = :id")
                .param("id", id).param("paymentId", paymentId)
                .update();
    }

    private Order order(ResultSet row, int number) throws SQLException {
        return new Order(
                row.getObject("id", UUID.class),
                OrderStatus.valueOf(row.getString("status")),
                json.readValue(row.getString("items"), ITEMS),
                row.getLong("total"),
                row.getString("currency"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
