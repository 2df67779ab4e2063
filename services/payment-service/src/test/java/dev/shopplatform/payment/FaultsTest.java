package dev.shopplatform.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import dev.shopplatform.service.test.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

@ServiceTest
@TestPropertySource(properties = {"FAULT_ERROR_RATE=1", "FAULT_LATENCY=200ms"})
class FaultsTest {

    private PaymentApi api;

    @Value("${local.server.port}")
    void connect(int port) {
        api = PaymentApi.at(port);
    }

    @Test
    void paymentsAreSlowAndFail() {
        var start = Instant.now();
        api.authorise(PaymentApi.uniqueKey(), 1).expectStatus().isEqualTo(500)
                .expectBody().jsonPath("$.detail").isEqualTo("An injected fault.");
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void healthAndMetricsAreNot() {
        for (var path : new String[] {"/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus"}) {
            api.http().get().uri(path).exchange().expectStatus().isOk();
        }
    }
}
