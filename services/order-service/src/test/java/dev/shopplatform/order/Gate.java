package dev.shopplatform.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands between order-service and the real payment-service, and does to their calls what networks and crashes do. */
final class Gate implements AutoCloseable {

    /** What happens to a call. */
    interface Behaviour {
        void on(Call call) throws IOException, InterruptedException;
    }

    static final Behaviour PASS = call -> call.answer(call.forward());
    static final Behaviour FAIL = call -> call.answer(503, "{}");
    static final Behaviour LOSE_REQUEST = Call::drop;
    static final Behaviour LOSE_ANSWER = call -> {
        call.forward();
        call.drop();
    };

    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private volatile Behaviour behaviour = PASS;

    Gate(URI target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void set(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            behaviour.on(new Call(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Holds calls, once each is where the test wants it, until the test lets them go. */
    static final class Hold {

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        void here() throws InterruptedException {
            arrived.countDown();
            released.await();
        }

        void awaitArrival() throws InterruptedException {
            if (!arrived.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("No call came to be held");
            }
        }

        void release() {
            released.countDown();
        }
    }

    /** One call on its way. */
    final class Call {

        private final HttpExchange exchange;

        private Call(HttpExchange exchange) {
            this.exchange = exchange;
        }

        boolean isCapture() {
            return exchange.getRequestURI().getPath().endsWith("/capture");
        }

        HttpResponse<String> forward() throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (name.equalsIgnoreCase("Idempotency-Key") || name.equalsIgnoreCase("Content-Type")) {
                    request.header(name, values.getFirst());
                }
            });
            return client.send(request.build(), BodyHandlers.ofString());
        }

        void answer(HttpResponse<String> response) throws IOException {
            answer(response.statusCode(), response.body());
        }

        void answer(int status, String body) throws IOException {
            var bytes = body.getBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        void drop() {
            exchange.close();
        }
    }
}
