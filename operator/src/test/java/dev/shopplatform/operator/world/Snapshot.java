package dev.shopplatform.operator.world;

import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import dev.shopplatform.operator.Catalogue;
import dev.shopplatform.operator.plan.Planner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What exists in a world, without what differs between worlds of the same state: uids and versions and their hashes, random
 * passwords, times, and how many pods an autoscaler chose.
 */
public final class Snapshot {
    private static final Set<String> ANNOTATIONS = Set.of(
        "shopplatform.dev/applied", "shopplatform.dev/config-hash", "shopplatform.dev/secret-version");

    private Snapshot() {}

    /** Each leaf of each object that an owner controls, and whether the operator manages it. */
    public static Map<String, String> of(World world) {
        Map<String, String> leaves = new TreeMap<>();
        Catalogue.kinds().forEach(kind -> world.server().stored(kind).forEach((ref, stored) -> {
            if (isOwned(stored)) {
                leaves(stored).forEach((path, value) -> leaves.put(kind.getSimpleName() + "/" + ref.name() + " " + path, value));
            }
        }));
        return leaves;
    }

    /** What one snapshot has otherwise than the other. */
    public static List<String> differences(Map<String, String> expected, Map<String, String> actual) {
        return Stream.concat(expected.keySet().stream(), actual.keySet().stream())
            .distinct()
            .filter(key -> !Objects.equals(expected.get(key), actual.get(key)))
            .map(key -> key + ": expected " + expected.get(key) + ", is " + actual.get(key))
            .toList();
    }

    private static boolean isOwned(Stored stored) {
        return stored.leaves().keySet().stream().anyMatch(path -> path.contains("ownerReferences"));
    }

    /** What the status says, apart from when. */
    public static String status(ShopPlatformStatus status) {
        String conditions = status.conditions().stream()
            .map(condition -> condition.getType() + "=" + condition.getStatus() + " " + condition.getReason())
            .collect(Collectors.joining(", "));
        String services = status.services().stream()
            .map(service -> service.name() + " " + service.image() + " " + service.url())
            .collect(Collectors.joining(", "));
        return conditions + "; " + services + "; " + status.gateway() + "; " + status.children();
    }

    private static Map<String, String> leaves(Stored stored) {
        Set<List<String>> managed = stored.owners().getOrDefault("shop-operator", Set.of());
        boolean autoscaled = stored.leaves().containsKey(List.of("metadata", "annotations", Planner.AUTOSCALED));
        Map<String, String> leaves = new TreeMap<>();
        stored.leaves().forEach((path, value) -> {
            boolean varies = ANNOTATIONS.contains(path.getLast()) || path.getFirst().equals("status")
                || path.equals(List.of("data", "password")) || autoscaled && path.equals(Stored.REPLICAS);
            leaves.put(String.join(".", path), (varies ? "any" : value) + (managed.contains(path) ? "" : " (not ours)"));
        });
        return leaves;
    }
}
