CREATE TABLE users (
    id            uuid PRIMARY KEY,
    -- In lower case, so that one mailbox is one account.
    email         text NOT NULL UNIQUE,
    name          text NOT NULL,
    password_hash text NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);

-- The key of the highest generation signs; all of them verify. The number makes "the first key" unique among replicas.
CREATE TABLE signing_keys (
    generation int PRIMARY KEY,
    jwk        jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
