package dev.shopplatform.user.account;

import static dev.shopplatform.user.UserApi.PASSWORD;
import static dev.shopplatform.service.test.Problem.problem;
import static dev.shopplatform.user.UserApi.uniqueEmail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;

import dev.shopplatform.service.test.Concurrently;
import dev.shopplatform.service.test.ServiceTest;
import dev.shopplatform.user.UserApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class AccountTest {

    @Autowired
    private JdbcClient jdbc;
    private UserApi api;

    @Value("${local.server.port}")
    void connect(int port) {
        api = UserApi.at(port);
    }

    @Test
    void registersLogsInAndKnowsWhoAsks() {
        var email = uniqueEmail();
        var user = api.registered(email);
        assertThat(user.email()).isEqualTo(email);
        var token = api.loggedIn(email);
        assertThat(token.tokenType()).isEqualTo("Bearer");
        assertThat(token.expiresIn()).isEqualTo(3600);
        api.me(token.accessToken()).expectStatus().isOk().expectBody(User.class).isEqualTo(user);
    }

    @Test
    void oneMailboxIsOneAccount() {
        var email = uniqueEmail();
        api.registered(email);
        problem(api.register(email.toUpperCase(Locale.ROOT), PASSWORD, "Ann"), 409);
        assertThat(api.loggedIn(email.toUpperCase(Locale.ROOT)).accessToken()).isNotEmpty();
    }

    @Test
    void concurrentRegistrationsMakeOneAccount() throws Exception {
        var email = uniqueEmail();
        var statuses = Concurrently.times(8,
                () -> api.register(email, PASSWORD, "Ann").returnResult().getStatus().value());
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void aStaleTokenDoesNotHinderALogin() {
        var email = uniqueEmail();
        api.registered(email);
        api.http().post().uri("/users/login").header("Authorization", "Bearer stale")
                .body(Map.of("email", email, "password", PASSWORD)).exchange().expectStatus().isOk();
    }

    @Test
    void theSameAnswerForAWrongPasswordAndAnUnknownUser() {
        var email = uniqueEmail();
        api.registered(email);
        var wrong = problem(api.login(email, PASSWORD + "!"), 401).returnResult().getResponseBodyContent();
        var unknown = problem(api.login(uniqueEmail(), PASSWORD), 401).returnResult().getResponseBodyContent();
        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void keepsAHashAndNoPassword(CapturedOutput output) {
        var email = uniqueEmail();
        api.registered(email);
        api.login(email, PASSWORD + "!");
        api.http().post().uri("/users/login").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\": \"%s\", \"password\": \"%s\", }".formatted(email, PASSWORD)).exchange()
                .expectStatus().isBadRequest();
        var hash = jdbc.sql("SELECT password_hash FROM users WHERE email = :email").param("email", email)
                .query(String.class).single();
        assertThat(hash).startsWith("$2a$").hasSize(60);
        assertThat(output).doesNotContain(PASSWORD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ann              | correct horse  | Ann       | email
            ann@example.com  | short          | Ann       | password
            ann@example.com  | correct horse  | ' '       | name
            ann@example.com  | correct horse  | A\\0n      | name
            """)
    void namesTheFieldThatIsWrong(String email, String password, String name, String field) {
        problem(api.register(email, password, name.translateEscapes()), 400)
                .jsonPath("$.errors[0].field").isEqualTo(field);
    }

    @Test
    void refusesAPasswordThatBcryptWouldCut() {
        api.register(uniqueEmail(), "ä".repeat(36), "Ann").expectStatus().isCreated();
        problem(api.register(uniqueEmail(), "ä".repeat(37), "Ann"), 400)
                .jsonPath("$.errors[0].field").isEqualTo("password");
    }
}
