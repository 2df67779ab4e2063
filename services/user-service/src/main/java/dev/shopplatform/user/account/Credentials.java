package dev.shopplatform.user.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

public record Credentials(@NotNull @Size(max = 254) String email, @NotNull @PasswordBytes String password) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Credentials[email=%s]".formatted(email);
    }
}
