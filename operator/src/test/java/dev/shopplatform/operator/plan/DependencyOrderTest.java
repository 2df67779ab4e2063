package dev.shopplatform.operator.plan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {
    @Test
    void aDiamondIsNoCycle() {
        assertDoesNotThrow(() -> check(service("a", "b", "c"), service("b", "d"), service("c", "d"), service("d")));
    }

    @Test
    void aCycleIsNamedWithoutWhatLeadsToIt() {
        assertEquals("spec.services[b].dependsOn: cycle b -> c -> b; remove one of these dependencies",
            assertThrows(InvalidSpecException.class, () -> check(service("a", "b"), service("b", "c"), service("c", "b"))).getMessage());
    }

    @Test
    void anUnknownServiceIsNamed() {
        assertEquals("spec.services[a].dependsOn: there is no service z in spec.services; add it or correct the name",
            assertThrows(InvalidSpecException.class, () -> check(service("a", "z"))).getMessage());
    }

    @Test
    void aDenseGraphTakesNoTime() {
        Shop.Service[] services = IntStream.range(0, 32)
            .mapToObj(i -> service("s" + i, IntStream.range(i + 1, 32).mapToObj(j -> "s" + j).toArray(String[]::new)))
            .toArray(Shop.Service[]::new);
        assertDoesNotThrow(() -> check(services));
    }

    private static void check(Shop.Service... services) {
        DependencyOrder.check(List.of(services));
    }

    private static Shop.Service service(String name, String... dependsOn) {
        return new Shop.Service(name, "i", "1", 80, Optional.of(1), Optional.empty(), Stream.of(dependsOn).toList(), Map.of(),
            List.of(), null, null, null, List.of(), List.of());
    }
}
