package dev.shopplatform.order;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.shopplatform.payment.PaymentApplication;
import dev.shopplatform.service.BearerSecurity;
import dev.shopplatform.service.test.ServiceTest;
import dev.shopplatform.service.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** order-service with the real payment-service behind a {@link Gate}, both on a real database. */
@ServiceTest
@TestPropertySource(properties = {
        "payment.read-timeout=1s", "outbox.patience=20s",
        "outbox.poll-interval=50ms", "outbox.first-retry=50ms", "outbox.slowest-retry=200ms"})
abstract class OrderServiceTest {

    static final Issuer ISSUER = new Issuer();
    static final URI PAYMENT_SERVICE = startPaymentService();
    static final Gate GATE = new Gate(PAYMENT_SERVICE);

    @Autowired
    JdbcClient jdbc;
    @Value("${local.server.port}")
    int port;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        properties.add("USER_SERVICE_URL", ISSUER::url);
        properties.add("PAYMENT_SERVICE_URL", GATE::url);
    }

    @AfterEach
    void openTheGate() {
        GATE.set(Gate.PASS);
    }

    /** A customer of their own for each test, so that tests do not see each other's orders. */
    Customer newCustomer() {
        return Customer.at(port, ISSUER.token(UUID.randomUUID().toString()));
    }

    void awaitStatus(Customer customer, UUID order, OrderStatus status) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50))
                .until(() -> customer.get(order).status(), status::equals);
    }

    /** The states of all payments that were ever made for the order. */
    List<String> payments(UUID order) {
        return jdbc.sql("SELECT status FROM payments.payments WHERE reference = :order").param("order", order.toString())
                .query(String.class).list();
    }

    /** With its own settings, not those of order-service, which come first on the class path; and without its security. */
    private static URI startPaymentService() {
        // In a folder or in a jar, as the build has it.
        var code = PaymentApplication.class.getProtectionDomain().getCodeSource().getLocation().toString();
        var settings = PaymentApplication.class.getClassLoader().resources("application.yaml").map(URL::toString)
                .filter(url -> url.contains(code)).findFirst().orElseThrow();
        var security = Stream.of(BearerSecurity.class, ServletWebSecurityAutoConfiguration.class,
                        ManagementWebSecurityAutoConfiguration.class, OAuth2ResourceServerWebSecurityAutoConfiguration.class)
                .map(Class::getName).collect(joining(","));
        var context = SpringApplication.run(PaymentApplication.class, TestDatabase.arguments(TestDatabase.environment(),
                "--spring.config.location=" + settings, "--spring.autoconfigure.exclude=" + security));
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }
}
