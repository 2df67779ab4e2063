package dev.shopplatform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.shopplatform.service.test.Ports;
import dev.shopplatform.service.test.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A database that is late, dies, and comes back. */
class DatabaseLossTest {

    @TempDir
    private Path data;
    private final int port = Ports.free();

    @Test
    void waitsForTheDatabaseThenOutlivesItsDeath() throws Exception {
        var starting = CompletableFuture.supplyAsync(() -> start());
        Thread.sleep(3000);
        assertThat(starting).isNotDone();

        var postgres = database();
        try (var service = starting.join()) {
            var api = PaymentApi.at(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            expect(api, "/actuator/health/readiness", 200);
            var before = api.authorised(1);

            postgres.close();
            expect(api, "/actuator/health/readiness", 503);
            expect(api, "/actuator/health/liveness", 200);
            api.get(before.id()).expectStatus().isEqualTo(503)
                    .expectHeader().exists("Retry-After")
                    .expectBody().jsonPath("$.status").isEqualTo(503);

            postgres = database();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> expect(api, "/actuator/health/readiness", 200));
            assertThat(PaymentApi.payment(api.get(before.id()))).isEqualTo(before);
        } finally {
            postgres.close();
        }
    }

    @Test
    void failsClearlyWhenTheDatabaseStaysAway() {
        assertThatThrownBy(() -> start("--DB_START_TIMEOUT_MS=1000"))
                .hasStackTraceContaining("Connection to localhost:" + port + " refused");
    }

    private ConfigurableApplicationContext start(String... more) {
        return SpringApplication.run(PaymentApplication.class,
                TestDatabase.arguments(TestDatabase.environment(port), more));
    }

    private EmbeddedPostgres database() throws IOException {
        return EmbeddedPostgres.builder().setPort(port).setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(false).start();
    }

    private static void expect(PaymentApi api, String path, int status) {
        api.http().get().uri(path).exchange().expectStatus().isEqualTo(status);
    }
}
