package dev.shopplatform.operator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopplatform.api.v1alpha1.ShopPlatformStatus;
import dev.shopplatform.operator.Catalogue;
import dev.shopplatform.operator.plan.Planner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What exists in a world, without what differs between worlds of the same state: uids and versions and their hashes, random
 * passwords, times, and how many pods an autoscaler chose.
 */
public final class Snapshot {
    private static final Set<String> ANNOTATIONS = Set.of(
        "shopplatform.dev/applied", "shopplatform.dev/config-hash", "shopplatform.dev/secret-version");

    private Snapshot() {}

    /** Each object, by kind and name, as text. */
    public static Map<String, String> objects(World world) {
        Map<String, String> objects = new TreeMap<>();
        Catalogue.kinds().forEach(kind -> world.server().stored(kind).forEach((ref, stored) ->
            objects.put(kind.getSimpleName() + "/" + ref.name(), text(stored))));
        return objects;
    }

    /** The managers of each object's fields, the operator's own handovers apart. */
    public static Map<String, Set<List<String>>> owned(World world) {
        Map<String, Set<List<String>>> owned = new TreeMap<>();
        Catalogue.kinds().forEach(kind -> world.server().stored(kind).forEach((ref, stored) ->
            owned.put(kind.getSimpleName() + "/" + ref.name(), stored.owners().getOrDefault("shop-operator", Set.of()))));
        return owned;
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

    private static String text(Stored stored) {
        Map<List<String>, JsonNode> leaves = new TreeMap<>((a, b) -> String.join("/", a).compareTo(String.join("/", b)));
        boolean autoscaled = stored.leaves().containsKey(List.of("metadata", "annotations", Planner.AUTOSCALED));
        stored.leaves().forEach((path, value) -> {
            boolean volatileField = ANNOTATIONS.contains(path.getLast()) || path.getFirst().equals("status")
                || path.equals(List.of("data", "password")) || autoscaled && path.equals(Stored.REPLICAS);
            if (!volatileField) {
                leaves.put(path, value);
            }
        });
        ObjectNode tree = Leaves.tree(leaves);
        return tree.toString();
    }
}
