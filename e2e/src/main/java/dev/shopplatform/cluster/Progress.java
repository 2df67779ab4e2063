package dev.shopplatform.cluster;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Where the work on a cluster tells what it is doing. */
public interface Progress {

    void say(String line);

    /** Runs a step of the work; tells when it begins and how long it took. */
    <T> T step(String what, Step<T> work);

    /** Work that gives a result. */
    @FunctionalInterface
    interface Step<T> {
        T run();
    }

    default void step(String what, Runnable work) {
        step(what, () -> {
            work.run();
            return null;
        });
    }

    /** Lines such as {@code kube-apiserver … 268 s}. */
    static Progress on(PrintStream out) {
        return new Lines(out);
    }

    static Progress silent() {
        return on(new PrintStream(java.io.OutputStream.nullOutputStream()));
    }

    /** Prints the step's name when it begins and its time when it ends, on one line if nothing comes in between. */
    final class Lines implements Progress {
        private final PrintStream out;
        private String open = "";

        private Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public synchronized void say(String line) {
            endLine();
            out.println(line);
        }

        @Override
        public <T> T step(String what, Step<T> work) {
            synchronized (this) {
                endLine();
                out.print(what + " … ");
                out.flush();
                open = what;
            }
            long start = System.nanoTime();
            try {
                T result = work.run();
                done(what, seconds(start));
                return result;
            } catch (RuntimeException failure) {
                done(what, "failed after " + seconds(start));
                throw failure;
            }
        }

        private synchronized void done(String what, String how) {
            out.println(open.equals(what) ? how : what + " … " + how);
            open = "";
        }

        private void endLine() {
            if (!open.isEmpty()) {
                out.println();
                open = "";
            }
        }

        private static String seconds(long start) {
            double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
    }
}
