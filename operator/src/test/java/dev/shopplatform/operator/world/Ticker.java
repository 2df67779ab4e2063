package dev.shopplatform.operator.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock on which time passes only when told. */
final class Ticker extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void tick() {
        now = now.plus(Duration.ofSeconds(1));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
