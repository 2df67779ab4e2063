package dev.shopplatform.e2e.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.local.Customer;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A few people who use a shop at a steady pace, some twenty requests a second in all, until they are told to stop. Nothing is tried
 * twice.
 */
final class Traffic implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int MIN_REQUESTS = 50;

    private final List<Thread> people = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final long end = System.nanoTime() + LIMIT.toNanos();
    private volatile boolean stopped;

    /** One request. */
    record Request(String method, String path, Map<String, String> headers, String body) {
        static Request get(String path) {
            return new Request("GET", path, Map.of(), "");
        }
    }

    /** A request that was not answered as it should be. */
    record Failure(LocalTime time, String what) {
        @Override
        public String toString() {
            return time.truncatedTo(ChronoUnit.MILLIS) + " " + what;
        }
    }

    private Traffic() {}

    /** Customers who order, look at their order, and look at themselves. */
    static Traffic ofCustomers(Http shop, Customer customer) {
        Traffic traffic = new Traffic();
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + customer.token());
        String order = customer.buy().id();
        traffic.add(shop, () -> order(customer));
        traffic.add(shop, () -> order(customer));
        traffic.add(shop, () -> new Request("GET", "/orders/" + order, bearer, ""));
        traffic.add(shop, () -> new Request("GET", "/users/me", bearer, ""));
        return traffic;
    }

    /** People who read one page. */
    static Traffic ofReaders(Http shop, String path) {
        Traffic traffic = new Traffic();
        for (int i = 0; i < 4; i++) {
            traffic.add(shop, () -> Request.get(path));
        }
        return traffic;
    }

    private static Request order(Customer customer) {
        return new Request("POST", "/orders", Map.of(
            "Authorization", "Bearer " + customer.token(),
            "Content-Type", "application/json",
            "Idempotency-Key", UUID.randomUUID().toString()),
            "{\"items\": [{\"sku\": \"tea\", \"quantity\": 1, \"unitPrice\": 450}], \"currency\": \"EUR\"}");
    }

    private void add(Http shop, Supplier<Request> next) {
        people.add(Thread.ofVirtual().start(() -> {
            while (!stopped && System.nanoTime() < end) {
                send(shop, next.get());
                Await.pause(PACE);
            }
        }));
    }

    private void send(Http shop, Request request) {
        String what = request.method() + " " + request.path() + ": ";
        try {
            Http.Response response = shop.send(request.method(), request.path(), request.headers(), request.body());
            if (response.status() / 100 == 2) {
                answered.incrementAndGet();
            } else {
                failures.add(new Failure(LocalTime.now(), what + response.status() + " " + response.body()));
            }
        } catch (IOException e) {
            failures.add(new Failure(LocalTime.now(), what + e));
        }
    }

    /** Waits until that many more requests were answered. */
    void awaitAnswers(int more) {
        int wanted = answered.get() + more;
        Await.until(Duration.ofMinutes(2), more + " more answers", () -> answered.get() >= wanted, failures::toString);
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Ends the traffic, of which every request must have been answered as it should. */
    void assertNothingFailed(Supplier<String> diagnosis) {
        close();
        assertEquals(List.of(), failures(), () -> failures.size() + " failed and " + answered + " did not; " + diagnosis.get());
        assertTrue(answered.get() >= MIN_REQUESTS, () -> "too few requests to say anything: " + answered);
    }

    @Override
    public void close() {
        stopped = true;
        people.forEach(Traffic::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
