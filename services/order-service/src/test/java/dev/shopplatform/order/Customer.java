package dev.shopplatform.order;

import java.util.List;
import java.util.UUID;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** order-service as one logged-in customer uses it. */
record Customer(RestTestClient http) {

    static final OrderRequest TEA = new OrderRequest(List.of(new OrderItem("tea", 2, 450)), "EUR");

    static Customer at(int port, String token) {
        return new Customer(RestTestClient.bindToServer().baseUrl("http://localhost:" + port)
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build());
    }

    ResponseSpec place(String key, Object request) {
        return http.post().uri("/orders").header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON).body(request).exchange();
    }

    Order placed(String key) {
        return order(place(key, TEA));
    }

    Order placed() {
        return placed(UUID.randomUUID().toString());
    }

    Order get(UUID id) {
        return order(http.get().uri("/orders/{id}", id).exchange());
    }

    ResponseSpec cancel(UUID id) {
        return http.post().uri("/orders/{id}/cancel", id).exchange();
    }

    OrderPage page(int limit, UUID after) {
        var parameters = after == null ? "" : "&after=" + after;
        return http.get().uri("/orders?limit=" + limit + parameters).exchange().expectStatus().isOk()
                .expectBody(OrderPage.class).returnResult().getResponseBody();
    }

    static Order order(ResponseSpec response) {
        return response.expectStatus().is2xxSuccessful().expectBody(Order.class).returnResult().getResponseBody();
    }
}
