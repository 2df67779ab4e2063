package dev.shopplatform.order;

import static dev.shopplatform.service.test.Problem.problem;

import dev.shopplatform.service.test.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

/** user-service has not answered yet, so there is no key to check a token by. */
@ServiceTest
@TestPropertySource(properties = {"USER_SERVICE_URL=http://localhost:1", "test.database=issuer_absent"})
class IssuerAbsentTest {

    @Value("${local.server.port}")
    private int port;

    @Test
    void asksToTryAgain() {
        problem(Customer.at(port, new Issuer().token("ann")).place("a", Customer.TEA), 503);
    }

    @Test
    void isReadyAllTheSame() {
        Customer.at(port, "none").http().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
    }
}
