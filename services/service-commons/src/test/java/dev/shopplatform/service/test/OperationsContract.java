package dev.shopplatform.service.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What whoever operates a service finds in each of them. */
@ServiceTest
public abstract class OperationsContract {

    private final String businessPath;
    private RestTestClient http;

    /** @param businessPath a path that the API description must have */
    protected OperationsContract(String businessPath) {
        this.businessPath = businessPath;
    }

    @Value("${local.server.port}")
    void connect(int port) {
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @Test
    void isAliveAndReady() {
        http.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
        http.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
    }

    @Test
    void tellsItsVersion() {
        http.get().uri("/actuator/info").exchange().expectStatus().isOk()
                .expectBody().jsonPath("$.build.version").isNotEmpty();
    }

    @Test
    void hasPrometheusMetricsOfRequests() {
        http.get().uri("/actuator/health").exchange();
        var metrics = http.get().uri("/actuator/prometheus").exchange().expectStatus().isOk()
                .expectBody(String.class).returnResult().getResponseBody();
        assertThat(metrics).contains("http_server_requests_seconds_bucket", "hikaricp_connections");
    }

    @Test
    void describesItsApi() {
        http.get().uri("/v3/api-docs").exchange().expectStatus().isOk()
                .expectBody()
                .jsonPath("$.paths['%s']".formatted(businessPath)).exists()
                .jsonPath("$.info.version").isNotEmpty();
    }

    @Test
    void hasNoOtherEndpoints() {
        http.get().uri("/actuator/env").exchange().expectStatus().isNotFound()
                .expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
