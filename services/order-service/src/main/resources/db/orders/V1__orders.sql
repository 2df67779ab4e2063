CREATE TABLE orders (
    id              uuid PRIMARY KEY,
    customer_id     text NOT NULL,
    idempotency_key text NOT NULL,
    items           jsonb NOT NULL,
    currency        char(3) NOT NULL,
    total           bigint NOT NULL CHECK (total > 0),
    status          text NOT NULL
        CHECK (status IN ('PENDING', 'PAID', 'PAYMENT_FAILED', 'CANCELLING', 'CANCELLED', 'REFUNDED')),
    payment_id      uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (customer_id, idempotency_key)
);

CREATE INDEX orders_by_customer ON orders (customer_id, created_at DESC, id DESC);

-- What has yet to be done at payment-service: at most one step for an order, and the row goes when it is done.
CREATE TABLE outbox (
    order_id        uuid PRIMARY KEY REFERENCES orders,
    step            text NOT NULL CHECK (step IN ('PAY', 'REFUND')),
    attempts        int NOT NULL DEFAULT 0,
    -- Also the end of the lease of the worker that has claimed the step.
    next_attempt_at timestamptz NOT NULL
);

CREATE INDEX outbox_due ON outbox (next_attempt_at);
