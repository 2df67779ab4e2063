package dev.shopplatform.order;

import java.net.http.HttpClient;
import java.util.UUID;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * payment-service, of which every call may be repeated: the same call again gives the same answer. A lost connection, as
 * when a replica of it goes, is met by one more call at once, so that the customer does not notice.
 */
@Component
@Retryable(includes = ResourceAccessException.class, maxRetries = 1, delay = 50, jitter = 50)
class PaymentClient {

    enum Status { AUTHORISED, DECLINED, CAPTURED, REFUNDED }

    record Payment(UUID id, Status status) {}

    private record Authorisation(String reference, long amount, String currency) {}

    private final RestClient http;

    PaymentClient(RestClient.Builder builder, PaymentProperties properties) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .build());
        requests.setReadTimeout(properties.readTimeout());
        this.http = builder.baseUrl(properties.url()).requestFactory(requests).build();
    }

    Payment authorise(UUID orderId, long amount, String currency) {
        return http.post().uri("/payments")
                .header("Idempotency-Key", orderId.toString())
                .body(new Authorisation(orderId.toString(), amount, currency))
                .retrieve().requiredBody(Payment.class);
    }

    Payment capture(UUID paymentId) {
        return http.post().uri("/payments/{id}/capture", paymentId).retrieve().requiredBody(Payment.class);
    }

    Payment refund(UUID paymentId) {
        return http.post().uri("/payments/{id}/refund", paymentId).retrieve().requiredBody(Payment.class);
    }
}
