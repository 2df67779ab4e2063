package dev.shopplatform.user.account;

import java.util.UUID;

import dev.shopplatform.service.ApiDescription;
import dev.shopplatform.user.token.AccessToken;
import dev.shopplatform.user.token.Tokens;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.validation.Valid;

@RestController
@RequestMapping("/users")
class UserController {

    private final Users users;
    private final Tokens tokens;

    UserController(Users users, Tokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    User register(@Valid @RequestBody Registration registration) {
        return users.register(registration).orElseThrow(() ->
                new ResponseStatusException(HttpStatus.CONFLICT, "This e-mail address is already registered."));
    }

    @PostMapping("/login")
    AccessToken login(@Valid @RequestBody Credentials credentials) {
        return users.authenticate(credentials).map(tokens::issue).orElseThrow(() ->
                new ResponseStatusException(HttpStatus.UNAUTHORIZED, "The e-mail address or the password is wrong."));
    }

    @GetMapping("/me")
    @SecurityRequirement(name = ApiDescription.BEARER)
    User me(@AuthenticationPrincipal Jwt token) {
        return users.byId(UUID.fromString(token.getSubject())).orElseThrow(() ->
                new ResponseStatusException(HttpStatus.NOT_FOUND, "The user of this token is no longer there."));
    }
}
