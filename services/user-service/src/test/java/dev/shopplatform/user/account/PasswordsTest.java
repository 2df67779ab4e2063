package dev.shopplatform.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Passwords passwords = new Passwords();

    @Test
    void matchesOnlyTheRightPassword() {
        var hash = Optional.of(passwords.hash("right"));
        assertThat(passwords.matches("right", hash)).isTrue();
        assertThat(passwords.matches("wrong", hash)).isFalse();
        assertThat(passwords.matches("nobody has this password", Optional.empty())).isFalse();
    }

    @Test
    void anUnknownUserTakesAsLong() {
        var hash = Optional.of(passwords.hash("right"));
        var known = fastest(() -> passwords.matches("wrong", hash));
        var unknown = fastest(() -> passwords.matches("wrong", Optional.empty()));
        assertThat((double) unknown / known).isBetween(0.4, 2.5);
    }

    /** In processor time, which a busy machine changes little. */
    private static long fastest(Runnable run) {
        return LongStream.range(0, 5).map(i -> {
            var start = THREADS.getCurrentThreadCpuTime();
            run.run();
            return THREADS.getCurrentThreadCpuTime() - start;
        }).min().orElseThrow();
    }
}
