package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The operator is killed at any moment of its work, and the next one ends the work as if nothing had been. */
class CrashIT extends OwnOperatorTest {
    private static final int ROUNDS = 5;
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int VARIANTS = 4;

    @Test
    void whateverWasUnderWayIsEndedByTheNext() throws Exception {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println("CrashIT: -Dcrash.seed=" + seed + " does the same again");
        Random random = new Random(seed);
        space.apply(keeper());
        operator().start();
        eventually(() -> assertEquals(1, space.all(Kind.Secret).list().getItems().size()));
        String password = password();
        Map<String, Integer> variants = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String name : NAMES) {
                if (variants.containsKey(name) && random.nextInt(4) == 0) {
                    space.delete(Kind.ShopPlatform, name);
                    variants.remove(name);
                } else {
                    variants.put(name, random.nextInt(VARIANTS));
                    space.apply(shop(name, variants.get(name)));
                }
                Thread.sleep(random.nextInt(120));
            }
            Thread.sleep(random.nextInt(500));
            operator().kill();
            operator().start();
        }
        Set<String> expected = new TreeSet<>(children("keeper", 0));
        expected.addAll(Set.of("Secret/keeper-data", "Service/keeper-data", "StatefulSet/keeper-data", "NetworkPolicy/keeper-data"));
        variants.forEach((name, variant) -> expected.addAll(children(name, variant)));
        eventually(() -> assertEquals(expected, space.names()));
        settled(variants.keySet().toArray(String[]::new));
        settled("keeper");
        assertEquals(expected, space.names());
        assertEquals(password, password(), "the password changed by itself");
    }

    private String password() {
        return space.json(Kind.Secret, "keeper-data").at("/data/password").asText();
    }

    private static String keeper() {
        return shop("keeper", 0) + "  resources: [{name: keeper-data}]\n";
    }

    /** Variants that differ in what they consist of. */
    private static String shop(String name, int variant) {
        String service = name + "-" + variant;
        return Shops.single(name, service)
                + (variant % 2 == 1 ? "  networkPolicy: false\n" : "")
                + (variant >= 2 ? "  gateway: {routes: [{name: all, service: %s, matches: [{path: {value: /}}]}]}\n".formatted(service) : "");
    }

    private static Set<String> children(String name, int variant) {
        String service = name + "-" + variant;
        Set<String> kinds = new TreeSet<>(Set.of("ServiceAccount", "Service", "Deployment", "PodDisruptionBudget"));
        if (variant % 2 == 0) {
            kinds.add("NetworkPolicy");
        }
        Set<String> children = kinds.stream().map(kind -> kind + "/" + service).collect(Collectors.toCollection(TreeSet::new));
        if (variant >= 2) {
            kinds.remove("ServiceAccount");
            kinds.add("ConfigMap");
            kinds.forEach(kind -> children.add(kind + "/" + name + "-gateway"));
        }
        return children;
    }
}
