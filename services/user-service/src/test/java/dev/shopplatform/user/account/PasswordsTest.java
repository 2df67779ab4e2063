package dev.shopplatform.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class PasswordsTest {

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
        assertThat((double) unknown / known).isBetween(0.5, 2.0);
    }

    private static long fastest(Runnable run) {
        return LongStream.range(0, 5).map(i -> {
            var start = System.nanoTime();
            run.run();
            return System.nanoTime() - start;
        }).min().orElseThrow();
    }
}
