package dev.shopplatform.operator.world;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import io.fabric8.kubernetes.client.http.StandardHttpHeaders;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Puts a function in the place of the network, so that the real client is tested along with what uses it. */
final class InMemoryHttp implements HttpClient.Factory {
    private final Function<StandardHttpRequest, Answer> server;

    /** What the server says. */
    record Answer(int code, JsonNode body) {}

    InMemoryHttp(Function<StandardHttpRequest, Answer> server) {
        this.server = server;
    }

    @Override
    public Builder newBuilder() {
        return new Builder(this);
    }

    static final class Builder extends StandardHttpClientBuilder<Client, InMemoryHttp, Builder> {
        Builder(InMemoryHttp factory) {
            super(factory);
        }

        @Override
        public Client build() {
            return new Client(this, client == null ? new AtomicBoolean() : client.getClosed());
        }

        @Override
        protected Builder newInstance(InMemoryHttp factory) {
            return new Builder(factory);
        }
    }

    static final class Client extends StandardHttpClient<Client, InMemoryHttp, Builder> {
        Client(InMemoryHttp.Builder builder, AtomicBoolean closed) {
            super(builder, closed);
        }

        @Override
        public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
                StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            Answer answer = builder.getClientFactory().server.apply(request);
            byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            return CompletableFuture.completedFuture(new Response(request, answer.code(), new Body(bytes, consumer)));
        }

        @Override
        public CompletableFuture<WebSocketResponse> buildWebSocketDirect(StandardWebSocketBuilder webSocket, WebSocket.Listener listener) {
            throw new UnsupportedOperationException("nothing is watched here");
        }

        @Override
        protected void doClose() {}
    }

    private static final class Body implements AsyncBody {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final byte[] bytes;
        private final Consumer<List<ByteBuffer>> consumer;
        private boolean delivered;

        Body(byte[] bytes, Consumer<List<ByteBuffer>> consumer) {
            this.bytes = bytes;
            this.consumer = consumer;
        }

        @Override
        public void consume() {
            if (delivered) {
                return;
            }
            delivered = true;
            try {
                consumer.consume(List.of(ByteBuffer.wrap(bytes)), this);
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        }

        @Override
        public CompletableFuture<Void> done() {
            return done;
        }

        @Override
        public void cancel() {
            done.cancel(false);
        }
    }

    private static final class Response extends StandardHttpHeaders implements HttpResponse<AsyncBody> {
        private final StandardHttpRequest request;
        private final int code;
        private final AsyncBody body;

        Response(StandardHttpRequest request, int code, AsyncBody body) {
            this.request = request;
            this.code = code;
            this.body = body;
        }

        @Override
        public int code() {
            return code;
        }

        @Override
        public AsyncBody body() {
            return body;
        }

        @Override
        public HttpRequest request() {
            return request;
        }

        @Override
        public Optional<HttpResponse<?>> previousResponse() {
            return Optional.empty();
        }
    }
}
