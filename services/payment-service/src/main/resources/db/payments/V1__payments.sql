CREATE TABLE payments (
    id              uuid PRIMARY KEY,
    idempotency_key text NOT NULL UNIQUE,
    reference       text NOT NULL,
    amount          bigint NOT NULL CHECK (amount > 0),
    currency        char(3) NOT NULL,
    status          text NOT NULL CHECK (status IN ('AUTHORISED', 'DECLINED', 'CAPTURED', 'REFUNDED')),
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);
