package dev.shopplatform.payment;

import java.util.UUID;

import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** payment-service as its clients use it. */
record PaymentApi(RestTestClient http) {

    static PaymentApi at(int port) {
        return new PaymentApi(RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build());
    }

    static String uniqueKey() {
        return UUID.randomUUID().toString();
    }

    ResponseSpec authorise(String key, long amount) {
        return http.post().uri("/payments").header("Idempotency-Key", key)
                .body(new PaymentRequest("order-1", amount, "EUR")).exchange();
    }

    Payment authorised(long amount) {
        return payment(authorise(uniqueKey(), amount));
    }

    ResponseSpec capture(UUID id) {
        return http.post().uri("/payments/{id}/capture", id).exchange();
    }

    ResponseSpec refund(UUID id) {
        return http.post().uri("/payments/{id}/refund", id).exchange();
    }

    ResponseSpec get(UUID id) {
        return http.get().uri("/payments/{id}", id).exchange();
    }

    static Payment payment(ResponseSpec response) {
        return response.expectStatus().is2xxSuccessful().expectBody(Payment.class).returnResult().getResponseBody();
    }
}
