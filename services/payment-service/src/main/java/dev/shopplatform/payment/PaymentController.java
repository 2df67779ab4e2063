package dev.shopplatform.payment;

import java.net.URI;
import java.util.UUID;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;

@RestController
@RequestMapping("/payments")
class PaymentController {

    private final Payments payments;

    PaymentController(Payments payments) {
        this.payments = payments;
    }

    @PostMapping
    ResponseEntity<Payment> authorise(
            @RequestHeader("Idempotency-Key")
            @Pattern(regexp = "[!-~]{1,128}", message = "must be 1 to 128 visible ASCII characters")
            String idempotencyKey,
            @Valid @RequestBody PaymentRequest request) {
        var authorisation = payments.authorise(idempotencyKey, request);
        var payment = authorisation.payment();
        return authorisation.created()
                ? ResponseEntity.created(URI.create("/payments/" + payment.id())).body(payment)
                : ResponseEntity.ok(payment);
    }

    @PostMapping("/{id}/capture")
    Payment capture(@PathVariable UUID id) {
        return payments.capture(id);
    }

    @PostMapping("/{id}/refund")
    Payment refund(@PathVariable UUID id) {
        return payments.refund(id);
    }

    @GetMapping("/{id}")
    Payment get(@PathVariable UUID id) {
        return payments.get(id);
    }
}
