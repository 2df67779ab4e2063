package dev.shopplatform.e2e.shop;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what a cluster does in its own time. */
final class Await {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Await() {}

    /** @param diagnosis what to tell when it does not happen */
    static void until(Duration limit, String what, BooleanSupplier condition, Supplier<String> diagnosis) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + limit.toSeconds() + " s: " + what + "\n" + diagnosis.get());
            }
            pause(PAUSE);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
