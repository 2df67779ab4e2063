package dev.shopplatform.order;

import java.net.URI;
import java.util.UUID;

import dev.shopplatform.service.ApiDescription;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

@RestController
@SecurityRequirement(name = ApiDescription.BEARER)
@RequestMapping("/orders")
class OrderController {

    private final Orders orders;
    private final PaymentWorker worker;

    OrderController(Orders orders, PaymentWorker worker) {
        this.orders = orders;
        this.worker = worker;
    }

    /** Answers with the order PAID if that takes a moment only, else PENDING. */
    @PostMapping
    ResponseEntity<Order> place(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader("Idempotency-Key")
            @Pattern(regexp = "[!-~]{1,128}", message = "must be 1 to 128 visible ASCII characters")
            String idempotencyKey,
            @Valid @RequestBody OrderRequest request) {
        var placed = orders.place(token.getSubject(), idempotencyKey, request);
        if (!placed.created()) {
            return ResponseEntity.ok(placed.order());
        }
        var id = placed.order().id();
        worker.tryNow(id);
        return ResponseEntity.created(URI.create("/orders/" + id)).body(orders.get(token.getSubject(), id));
    }

    @GetMapping
    OrderPage page(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) UUID after) {
        return orders.page(token.getSubject(), limit, after);
    }

    @GetMapping("/{id}")
    Order get(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
        return orders.get(token.getSubject(), id);
    }

    /** 202 while the money is on its way back. */
    @PostMapping("/{id}/cancel")
    ResponseEntity<Order> cancel(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
        orders.cancel(token.getSubject(), id);
        worker.tryNow(id);
        var order = orders.get(token.getSubject(), id);
        return ResponseEntity.status(order.status() == OrderStatus.CANCELLING ? HttpStatus.ACCEPTED : HttpStatus.OK).body(order);
    }
}
