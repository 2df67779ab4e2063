package dev.shopplatform.user.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

public record Registration(
        @NotNull @Email @Size(min = 3, max = 254) String email,
        @NotNull @Size(min = 8) @PasswordBytes String password,
        @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String name) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Registration[email=%s, name=%s]".formatted(email, name);
    }
}
