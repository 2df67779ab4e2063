package dev.shopplatform.user;

import java.util.Map;
import java.util.UUID;

import dev.shopplatform.user.account.User;
import dev.shopplatform.user.token.AccessToken;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** user-service as its clients use it. */
public record UserApi(RestTestClient http) {

    public static final String PASSWORD = "correct horse battery";

    public static UserApi at(int port) {
        return new UserApi(RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build());
    }

    public static String uniqueEmail() {
        return "ann-%s@example.com".formatted(UUID.randomUUID());
    }

    public ResponseSpec register(String email, String password, String name) {
        return http.post().uri("/users").body(Map.of("email", email, "password", password, "name", name)).exchange();
    }

    public User registered(String email) {
        return register(email, PASSWORD, "Ann").expectStatus().isCreated()
                .expectBody(User.class).returnResult().getResponseBody();
    }

    public ResponseSpec login(String email, String password) {
        return http.post().uri("/users/login").body(Map.of("email", email, "password", password)).exchange();
    }

    public AccessToken loggedIn(String email) {
        return login(email, PASSWORD).expectStatus().isOk()
                .expectBody(AccessToken.class).returnResult().getResponseBody();
    }

    public ResponseSpec me(String token) {
        return http.get().uri("/users/me").header("Authorization", "Bearer " + token).exchange();
    }

    public String jwks() {
        return http.get().uri("/users/.well-known/jwks.json").exchange().expectStatus().isOk()
                .expectBody(String.class).returnResult().getResponseBody();
    }
}
