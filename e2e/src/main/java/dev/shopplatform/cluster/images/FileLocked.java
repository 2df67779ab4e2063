package dev.shopplatform.cluster.images;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Holds a lock against other processes and, as file locks do not tell threads apart, against other threads of this one. */
final class FileLocked implements AutoCloseable {

    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel process;

    private FileLocked(ReentrantLock thread, FileChannel process) {
        this.thread = thread;
        this.process = process;
    }

    static FileLocked by(Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        ReentrantLock thread = THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> new ReentrantLock());
        thread.lockInterruptibly();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new FileLocked(thread, channel);
        } catch (IOException | RuntimeException e) {
            thread.unlock();
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            process.close();
        } finally {
            thread.unlock();
        }
    }
}
