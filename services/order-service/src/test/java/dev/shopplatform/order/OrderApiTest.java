package dev.shopplatform.order;

import static dev.shopplatform.order.Customer.TEA;
import static dev.shopplatform.service.test.Problem.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.shopplatform.service.test.Concurrently;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class OrderApiTest extends OrderServiceTest {

    @Test
    void anOrderIsPaidAtOnce() {
        var customer = newCustomer();
        var order = customer.placed();
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.total()).isEqualTo(900);
        assertThat(order.items()).isEqualTo(TEA.items());
        assertThat(customer.get(order.id())).isEqualTo(order);
        assertThat(payments(order.id())).containsExactly("CAPTURED");
    }

    @Test
    void anOrderAboveTheLimitIsNotPaid() {
        var customer = newCustomer();
        var order = Customer.order(customer.place("a", new OrderRequest(List.of(new OrderItem("car", 1, 1_000_001)), "EUR")));
        assertThat(order.status()).isEqualTo(OrderStatus.PAYMENT_FAILED);
        problem(customer.cancel(order.id()), 409);
    }

    @Test
    void theSameKeyIsTheSameOrder() {
        var customer = newCustomer();
        var first = customer.place("a", TEA);
        first.expectStatus().isCreated();
        var again = customer.place("a", TEA);
        again.expectStatus().isOk();
        assertThat(Customer.order(again)).isEqualTo(Customer.order(first));
        problem(customer.place("a", new OrderRequest(TEA.items(), "USD")), 422);
        assertThat(customer.placed("b").id()).isNotEqualTo(customer.placed("a").id());
        assertThat(newCustomer().placed("a").id()).isNotEqualTo(customer.placed("a").id());
    }

    @Test
    void concurrentRequestsWithOneKeyMakeOneOrderPaidOnce() throws Exception {
        var customer = newCustomer();
        var ids = Concurrently.times(20, () -> customer.placed("a").id());
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(payments(ids.getFirst())).containsExactly("CAPTURED");
        assertThat(customer.page(100, null).orders()).hasSize(1);
    }

    @Test
    void ordersComeInPagesNewestFirst() {
        var customer = newCustomer();
        var placed = IntStream.range(0, 7).mapToObj(i -> customer.placed().id()).toList();
        var seen = new ArrayList<UUID>();
        UUID after = null;
        do {
            var page = customer.page(3, after);
            page.orders().forEach(order -> seen.add(order.id()));
            after = page.next();
        } while (after != null);
        assertThat(seen).isEqualTo(placed.reversed());
    }

    @Test
    void othersOrdersAreNotThere() {
        var order = newCustomer().placed().id();
        var other = newCustomer();
        problem(other.http().get().uri("/orders/{id}", order).exchange(), 404);
        problem(other.cancel(order), 404);
        assertThat(other.page(10, null).orders()).isEmpty();
        assertThat(other.page(10, order).orders()).isEmpty();
    }

    @Test
    void asksForATokenOfTheRightIssuerAndAudience() {
        var now = Instant.now();
        for (var token : List.of(
                "nonsense",
                ISSUER.foreignToken("ann"),
                ISSUER.token("ann", claims -> claims.issuer("https://other.example")),
                ISSUER.token("ann", claims -> claims.audience("other")),
                ISSUER.token("ann", claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))))) {
            problem(Customer.at(port, token).place("a", TEA), 401);
        }
    }

    @Test
    void namesEachFieldThatIsWrong() {
        var customer = newCustomer();
        problem(customer.place("a", """
                {"items": [{"sku": "a b", "quantity": 0, "unitPrice": 1}], "currency": "euro"}"""), 400)
                .jsonPath("$.errors[*].field").value(fields -> assertThat(fields).asInstanceOf(LIST)
                        .containsExactlyInAnyOrder("items[0].sku", "items[0].quantity", "currency"));
        for (var body : List.of("{}", "{\"items\": [], \"currency\": \"EUR\"}", "{\"items\": [null], \"currency\": \"EUR\"}",
                "{\"items\": [{\"sku\": \"a\", \"quantity\": 1.5, \"unitPrice\": 1}], \"currency\": \"EUR\"}",
                "{\"items\": [{\"sku\": \"a\", \"quantity\": 1}], \"currency\": \"EUR\"}", "[]", "")) {
            problem(customer.place("a", body), 400);
        }
        problem(customer.http().post().uri("/orders").contentType(MediaType.APPLICATION_JSON).body(TEA).exchange(), 400);
        problem(customer.http().get().uri("/orders?limit=101").exchange(), 400);
        problem(customer.http().get().uri("/orders?after=1").exchange(), 400);
        assertThat(customer.page(10, null).orders()).isEmpty();
    }
}
