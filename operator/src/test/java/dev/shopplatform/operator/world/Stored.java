package dev.shopplatform.operator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An object in the store, with the managers of its fields. Immutable but for the maps that {@link #change} hands out. */
record Stored(String uid, long resourceVersion, long generation, Map<List<String>, JsonNode> leaves, Map<String, Set<List<String>>> owners) {

    static final List<String> REPLICAS = List.of("spec", "replicas");

    static Stored empty(String uid) {
        return new Stored(uid, 0, 0, Map.of(), Map.of());
    }

    /** The same object if nothing changes, so that, as on a real server, nobody is told. */
    Stored change(long nextVersion, UnaryOperator<Stored> change) {
        Map<String, Set<List<String>>> copies = new HashMap<>();
        owners.forEach((manager, fields) -> copies.put(manager, new HashSet<>(fields)));
        Stored next = change.apply(new Stored(uid, resourceVersion, generation, new LinkedHashMap<>(leaves), copies));
        next.owners.values().removeIf(Set::isEmpty);
        if (next.leaves.equals(leaves) && next.owners.equals(owners)) {
            return this;
        }
        boolean specChanged = !specOf(next.leaves).equals(specOf(leaves));
        return new Stored(uid, nextVersion, specChanged ? generation + 1 : generation, next.leaves, next.owners);
    }

    /** Server-side apply with force: sets what is given, and drops what this manager alone set before and gives no longer. */
    void apply(String manager, Map<List<String>, JsonNode> wanted) {
        Set<List<String>> before = owners.getOrDefault(manager, Set.of());
        before.stream().filter(field -> !wanted.containsKey(field) && othersOf(manager, field).isEmpty()).forEach(this::drop);
        wanted.forEach((field, value) -> {
            if (!Objects.equals(leaves.put(field, value), value)) {
                othersOf(manager, field).forEach(other -> owners.get(other).remove(field));
            }
        });
        owners.put(manager, new HashSet<>(wanted.keySet()));
    }

    /** An update, which takes over the fields that it changes. */
    void set(String manager, List<String> field, JsonNode value) {
        if (!Objects.equals(leaves.put(field, value), value)) {
            owners.values().forEach(fields -> fields.remove(field));
            owners.computeIfAbsent(manager, m -> new HashSet<>()).add(field);
        }
    }

    /** Takes the field away, and with the key of a list's item all of the item. */
    void drop(List<String> field) {
        leaves.remove(field);
        List<String> item = Leaves.itemOfKey(field);
        if (item != null) {
            leaves.keySet().removeIf(path -> path.size() > item.size() && path.subList(0, item.size()).equals(item));
        }
    }

    private List<String> othersOf(String manager, List<String> field) {
        return owners.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(manager) && entry.getValue().contains(field))
            .map(Map.Entry::getKey)
            .toList();
    }

    private static Map<List<String>, JsonNode> specOf(Map<List<String>, JsonNode> leaves) {
        Map<List<String>, JsonNode> spec = new HashMap<>(leaves);
        spec.keySet().removeIf(path -> !path.getFirst().equals("spec"));
        return spec;
    }

    ObjectNode json() {
        ObjectNode json = Leaves.tree(leaves);
        ObjectNode metadata = json.withObject("metadata");
        metadata.put("uid", uid).put("resourceVersion", String.valueOf(resourceVersion)).put("generation", generation);
        return json;
    }
}
