package dev.shopplatform.cluster.direct;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits with a bound, and says what was seen when it gives up. */
final class Await {
    private Await() {
    }

    static void until(String what, Duration limit, BooleanSupplier reached, Supplier<String> diagnosis) {
        if (!within(limit, reached)) {
            throw new IllegalStateException("Waited " + limit.toSeconds() + " s in vain until " + what + ". " + diagnosis.get());
        }
    }

    /** Whether it is reached within that time. */
    static boolean within(Duration limit, BooleanSupplier reached) {
        long end = System.nanoTime() + limit.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting", e);
            }
        }
        return true;
    }
}
