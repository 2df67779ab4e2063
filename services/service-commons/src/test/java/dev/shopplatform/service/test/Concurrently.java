package dev.shopplatform.service.test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The same thing many times at once. */
public final class Concurrently {

    private Concurrently() {}

    /** All results; fails if one of them failed. */
    public static <T> List<T> times(int times, Callable<T> task) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, times).mapToObj(i -> task).toList();
            return threads.invokeAll(tasks).stream().map(Concurrently::result).toList();
        }
    }

    private static <T> T result(Future<T> done) {
        if (done.state() == Future.State.FAILED) {
            throw new AssertionError(done.exceptionNow());
        }
        return done.resultNow();
    }
}
