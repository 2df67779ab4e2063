package dev.shopplatform.operator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object as the leaves that server-side apply keeps owners of: scalars, atomic lists and atomic maps. A path's segment is the
 * name of a field, or, in a list whose items have keys, {@code [key]}.
 */
final class Leaves {
    private static final Map<String, List<String>> LIST_KEYS = Map.of(
        "containers", List.of("name"),
        "initContainers", List.of("name"),
        "env", List.of("name"),
        "volumes", List.of("name"),
        "ports", List.of("containerPort", "port"),
        "volumeMounts", List.of("mountPath"),
        "ownerReferences", List.of("uid"),
        "topologySpreadConstraints", List.of("topologyKey"));

    private static final Set<String> ATOMIC = Set.of("selector", "labelSelector", "status");

    private Leaves() {}

    static Map<List<String>, JsonNode> of(JsonNode object) {
        Map<List<String>, JsonNode> leaves = new LinkedHashMap<>();
        collect(List.of(), object, object.path("apiVersion").asText().contains("istio.io"), leaves);
        return leaves;
    }

    private static void collect(List<String> path, JsonNode node, boolean listsAreAtomic, Map<List<String>, JsonNode> leaves) {
        String field = path.isEmpty() ? "" : path.getLast();
        if (node.isObject() && !node.isEmpty() && !ATOMIC.contains(field)) {
            node.properties().forEach(child -> collect(append(path, child.getKey()), child.getValue(), listsAreAtomic, leaves));
        } else if (node.isArray() && !node.isEmpty() && LIST_KEYS.containsKey(field) && !listsAreAtomic) {
            node.forEach(item -> collect(append(path, "[" + key(field, item) + "]"), item, listsAreAtomic, leaves));
        } else if (!node.isNull()) {
            leaves.put(path, node);
        }
    }

    private static String key(String list, JsonNode item) {
        return LIST_KEYS.get(list).stream().filter(item::has).findFirst().map(key -> item.get(key).asText()).orElseThrow();
    }

    private static List<String> append(List<String> path, String segment) {
        List<String> longer = new ArrayList<>(path);
        longer.add(segment);
        return List.copyOf(longer);
    }

    /** The item of a list that a leaf is the key of, such as the path of {@code containers[web]} for its name; else null. */
    static List<String> itemOfKey(List<String> leaf) {
        if (leaf.size() < 3 || !leaf.get(leaf.size() - 2).startsWith("[")) {
            return null;
        }
        List<String> keys = LIST_KEYS.get(leaf.get(leaf.size() - 3));
        return keys.contains(leaf.getLast()) ? leaf.subList(0, leaf.size() - 1) : null;
    }

    static ObjectNode tree(Map<List<String>, JsonNode> leaves) {
        Map<String, Object> root = new LinkedHashMap<>();
        leaves.forEach((path, value) -> {
            Map<String, Object> parent = root;
            for (String segment : path.subList(0, path.size() - 1)) {
                parent = child(parent, segment);
            }
            if (!(value.isContainerNode() && value.isEmpty() && parent.get(path.getLast()) instanceof Map)) {
                parent.put(path.getLast(), value);
            }
        });
        return (ObjectNode) node(root);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String segment) {
        return (Map<String, Object>) parent.compute(segment, (s, old) -> old instanceof Map ? old : new LinkedHashMap<String, Object>());
    }

    private static JsonNode node(Object value) {
        if (!(value instanceof Map<?, ?> children)) {
            return (JsonNode) value;
        }
        if (!children.isEmpty() && children.keySet().iterator().next().toString().startsWith("[")) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            children.values().forEach(item -> items.add(node(item)));
            return items;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        children.forEach((name, child) -> object.set((String) name, node(child)));
        return object;
    }
}
