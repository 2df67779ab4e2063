package dev.shopplatform.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Locks by file, held against other processes and against other threads of this one. */
public final class Locks {
    /** A FileLock belongs to the whole JVM and is not reentrant, so threads are kept apart by these. */
    private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private Locks() {
    }

    /** Does the work while nobody else holds the lock of that file; waits for whoever does. */
    public static <T> T holding(Path file, Supplier<T> work) {
        Path path = file.toAbsolutePath().normalize();
        ReentrantLock lock = THREADS.computeIfAbsent(path, p -> new ReentrantLock());
        lock.lock();
        try {
            return lock.getHoldCount() > 1 ? work.get() : holdingFile(path, work);
        } finally {
            lock.unlock();
        }
    }

    private static <T> T holdingFile(Path path, Supplier<T> work) {
        try {
            Files.createDirectories(path.getParent());
            try (var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not lock " + path + ": " + e, e);
        }
    }
}
