package dev.shopplatform.payment;

import static dev.shopplatform.payment.PaymentApi.payment;
import static dev.shopplatform.payment.PaymentApi.uniqueKey;
import static dev.shopplatform.service.test.Problem.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.UUID;

import dev.shopplatform.service.test.Concurrently;
import dev.shopplatform.service.test.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ServiceTest
class PaymentApiTest {

    private static final long LIMIT = 1_000_000;

    @Autowired
    private JdbcClient jdbc;
    private PaymentApi api;

    @Value("${local.server.port}")
    void connect(int port) {
        api = PaymentApi.at(port);
    }

    @Test
    void goesFromAuthorisedToCapturedToRefunded() {
        var authorised = payment(api.authorise(uniqueKey(), 500));
        assertThat(authorised.status()).isEqualTo(PaymentStatus.AUTHORISED);
        assertThat(authorised.amount()).isEqualTo(500);
        assertThat(payment(api.capture(authorised.id())).status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(payment(api.refund(authorised.id())).status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(payment(api.get(authorised.id())).status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void declinesWhatIsAboveTheLimit() {
        assertThat(api.authorised(LIMIT).status()).isEqualTo(PaymentStatus.AUTHORISED);
        var declined = api.authorised(LIMIT + 1);
        assertThat(declined.status()).isEqualTo(PaymentStatus.DECLINED);
        api.capture(declined.id()).expectStatus().isEqualTo(409);
    }

    @Test
    void givesTheSameAnswerForTheSameKey() {
        var key = uniqueKey();
        var first = api.authorise(key, 500);
        first.expectStatus().isCreated();
        var again = api.authorise(key, 500);
        again.expectStatus().isOk();
        assertThat(payment(again)).isEqualTo(payment(first));
        api.authorise(key, 501).expectStatus().isEqualTo(422);
    }

    @Test
    void repeatedCapturesAndRefundsMoveNoMoney() {
        var id = api.authorised(500).id();
        assertThat(payment(api.capture(id))).isEqualTo(payment(api.capture(id)));
        assertThat(payment(api.refund(id))).isEqualTo(payment(api.refund(id)));
    }

    @Test
    void refusesWrongTransitions() {
        var id = api.authorised(500).id();
        problem(api.refund(id), 409);
        payment(api.capture(id));
        payment(api.refund(id));
        problem(api.capture(id), 409);
    }

    @Test
    void concurrentRequestsWithOneKeyMakeOnePayment() throws Exception {
        var key = uniqueKey();
        var ids = Concurrently.times(20, () -> payment(api.authorise(key, 500)).id());
        assertThat(ids.stream().distinct()).hasSize(1);
        var rows = jdbc.sql("SELECT count(*) FROM payments WHERE idempotency_key = :key").param("key", key)
                .query(Long.class).single();
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void namesEachFieldThatIsWrong() {
        var body = """
                {"reference": "a b", "amount": 0, "currency": "euro"}""";
        problem(send(uniqueKey(), body), 400)
                .jsonPath("$.errors[*].field").value(fields ->
                        assertThat(fields).asInstanceOf(LIST).containsExactlyInAnyOrder("reference", "amount", "currency"));
        problem(send(uniqueKey(), """
                {"reference": "a", "amount": 1.5, "currency": "EUR"}"""), 400)
                .jsonPath("$.errors[0].field").isEqualTo("amount");
        problem(send("no spaces", """
                {"reference": "a", "amount": 1, "currency": "EUR"}"""), 400)
                .jsonPath("$.errors[0].field").isEqualTo("Idempotency-Key");
        problem(send(uniqueKey(), "{"), 400);
    }

    @Test
    void asksForAKey() {
        problem(api.http().post().uri("/payments").body(new PaymentRequest("a", 1, "EUR")).exchange(), 400);
    }

    @Test
    void knowsOnlyItsPayments() {
        var unknown = UUID.randomUUID();
        problem(api.get(unknown), 404);
        problem(api.capture(unknown), 404);
        problem(api.http().get().uri("/payments/1").exchange(), 400);
    }

    private ResponseSpec send(String key, String body) {
        return api.http().post().uri("/payments").header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }
}
