package dev.shopplatform.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksTest {
    @TempDir
    Path folder;

    @Test
    void letsOneThreadInAtATime() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                threads.submit(() -> Locks.holding(folder.resolve("a/lock"), () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    return inside.decrementAndGet();
                }));
            }
        }
        assertEquals(1, most.get());
    }

    @Test
    void letsTheHolderInAgain() {
        Path lock = folder.resolve("lock");
        assertEquals("in", Locks.holding(lock, () -> Locks.holding(lock, () -> "in")));
    }
}
