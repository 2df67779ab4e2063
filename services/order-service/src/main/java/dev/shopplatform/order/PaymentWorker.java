package dev.shopplatform.order;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.shopplatform.order.PaymentClient.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;

/** Does the steps of the outbox: at once when told of a new one, and again and again those that are left. */
@Component
class PaymentWorker {

    private static final Logger log = LoggerFactory.getLogger(PaymentWorker.class);

    private final Outbox outbox;
    private final PaymentClient payments;
    private final Settlement settlement;
    private final OutboxProperties properties;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PaymentWorker(Outbox outbox, PaymentClient payments, Settlement settlement, OutboxProperties properties,
            MeterRegistry metrics) {
        this.outbox = outbox;
        this.payments = payments;
        this.settlement = settlement;
        this.properties = properties;
        Gauge.builder("orders.outbox.steps", outbox, Outbox::size)
                .description("Payments and refunds not yet done").register(metrics);
    }

    /** Returns when the new step was tried, or when the customer has waited long enough; then it goes on by itself. */
    void tryNow(UUID orderId) {
        CompletableFuture.runAsync(() -> outbox.claimNew(orderId).ifPresent(this::perform), threads)
                .completeOnTimeout(null, properties.patience().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> {
                    log.warn("Order {} is left to the next poll: {}", orderId, e.getMessage());
                    return null;
                })
                .join();
    }

    @Scheduled(fixedDelayString = "${outbox.poll-interval}")
    void poll() {
        try {
            List<PaymentStep> steps;
            do {
                steps = outbox.claimDue();
                CompletableFuture.allOf(steps.stream()
                        .map(step -> CompletableFuture.runAsync(() -> perform(step), threads))
                        .toArray(CompletableFuture[]::new)).join();
            } while (steps.size() == properties.batch());
        } catch (RuntimeException e) {
            log.warn("Polling the outbox failed, and goes on: {}", e.getMessage());
        }
    }

    private void perform(PaymentStep step) {
        try {
            switch (step.step()) {
                case PAY -> pay(step);
                case REFUND -> {
                    payments.refund(step.paymentId());
                    settlement.refunded(step);
                }
            }
        } catch (RuntimeException e) {
            var delay = properties.backoff(step.attempts());
            log.warn("{} of order {} failed, attempt {}, next in {}: {}", step.step(), step.orderId(), step.attempts(),
                    delay, e.getMessage());
            outbox.retryIn(delay, step);
        }
    }

    private void pay(PaymentStep step) {
        var payment = payments.authorise(step.orderId(), step.total(), step.currency());
        if (payment.status() == Status.DECLINED) {
            settlement.declined(step);
        } else {
            settlement.captured(step, payments.capture(payment.id()).id());
        }
    }

    /** Lets what was begun be recorded; a step that is cut off all the same is repeated when its lease ends. */
    @PreDestroy
    void stop() {
        threads.close();
    }
}
