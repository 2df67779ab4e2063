package dev.shopplatform.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Someone who uses the bundled shop through its gateway, as a browser or an app would. */
public final class Customer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI gateway;
    private final Optional<String> host;
    private final String token;

    private Customer(URI gateway, Optional<String> host) {
        this.gateway = gateway;
        this.host = host;
        String email = "customer-" + UUID.randomUUID() + "@example.com";
        String password = UUID.randomUUID().toString();
        expect(201, post("/users", Map.of("email", email, "password", password, "name", "A Customer"), Map.of()));
        token = expect(200, post("/users/login", Map.of("email", email, "password", password), Map.of()))
            .path("accessToken").asText();
    }

    /** Registers a new customer and logs in. */
    public static Customer register(URI gateway) {
        return new Customer(gateway, Optional.empty());
    }

    /**
     * Registers a new customer of a gateway that serves several hosts. Java's client lets us name the host only if the system property
     * jdk.httpclient.allowRestrictedHeaders said so from the start: host.
     */
    public static Customer register(URI gateway, String host) {
        return new Customer(gateway, Optional.of(host));
    }

    /** An order as the shop tells of it. */
    public record Order(String id, String status, long total) {}

    /** What the requests of this customer carry as {@code Authorization: Bearer}. */
    public String token() {
        return token;
    }

    /** Buys two packets of tea. */
    public Order buy() {
        return buy(UUID.randomUUID().toString());
    }

    /** Buys two packets of tea; the same key again is the same order. */
    public Order buy(String idempotencyKey) {
        Map<String, Object> item = Map.of("sku", "tea", "quantity", 2, "unitPrice", 450);
        HttpResponse<String> response = post("/orders", Map.of("items", new Object[] {item}, "currency", "EUR"),
            Map.of("Idempotency-Key", idempotencyKey));
        return order(expect(response.statusCode() == 200 ? 200 : 201, response));
    }

    /** Looks an order up. */
    public Order order(String id) {
        return order(expect(200, send(request("/orders/" + id).GET().build())));
    }

    /** Waits until an order is paid; it usually is at once. */
    public Order awaitPaid(Order order) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Order now = order;
        while (!now.status().equals("PAID") && System.nanoTime() < deadline) {
            pause();
            now = order(order.id());
        }
        return now;
    }

    private static Order order(JsonNode node) {
        return new Order(node.path("id").asText(), node.path("status").asText(), node.path("total").asLong());
    }

    private JsonNode expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response.request().method() + " " + response.uri() + ": " + response.statusCode()
                + " instead of " + status + ": " + response.body());
        }
        return read(response.body());
    }

    private HttpResponse<String> post(String path, Map<String, Object> body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(write(body)));
        headers.forEach(request::header);
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
        host.ifPresent(name -> request.header("Host", name));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
        }
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + body, e);
        }
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
