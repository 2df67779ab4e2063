package dev.shopplatform.user.account;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.shopplatform.user.account.UserRepository.Login;
import org.springframework.stereotype.Service;

@Service
class Users {

    private final UserRepository repository;
    private final Passwords passwords;

    Users(UserRepository repository, Passwords passwords) {
        this.repository = repository;
        this.passwords = passwords;
    }

    Optional<User> register(Registration registration) {
        return repository.insert(UUID.randomUUID(), normalised(registration.email()), registration.name(),
                passwords.hash(registration.password()));
    }

    /** The id of the user whose credentials these are. */
    Optional<UUID> authenticate(Credentials credentials) {
        var login = repository.loginOf(normalised(credentials.email()));
        var matches = passwords.matches(credentials.password(), login.map(Login::passwordHash));
        return matches ? login.map(Login::id) : Optional.empty();
    }

    Optional<User> byId(UUID id) {
        return repository.byId(id);
    }

    private static String normalised(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
