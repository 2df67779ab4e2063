package dev.shopplatform.user.account;

import java.util.Optional;

import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashing takes a core for a tenth of a second, on purpose. It is limited so that a burst of logins queues instead of
 * starving the requests and probes that share the cores.
 */
@Component
class Passwords {

    private static final int AT_ONCE = 2;

    private final PasswordEncoder encoder = new BCryptPasswordEncoder();
    private final String nobodysHash = encoder.encode("nobody has this password");

    @ConcurrencyLimit(AT_ONCE)
    public String hash(String password) {
        return encoder.encode(password);
    }

    /** Takes the same time for an unknown user, so that time does not tell who is registered. */
    @ConcurrencyLimit(AT_ONCE)
    public boolean matches(String password, Optional<String> hash) {
        return encoder.matches(password, hash.orElse(nobodysHash)) && hash.isPresent();
    }
}
