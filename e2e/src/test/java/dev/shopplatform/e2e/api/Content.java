package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What objects consist of, apart from what is another with each object: uid, time, address, what controllers note. */
final class Content {
    private static final List<String> OF_METADATA = List.of("uid", "resourceVersion", "generation", "creationTimestamp",
            "managedFields");
    private static final List<String> OF_SPEC = List.of("clusterIP", "clusterIPs", "healthCheckNodePort");

    private Content() {
    }

    /** Each leaf of each child, such as {@code Deployment/prices/spec/replicas}. */
    static Map<String, String> of(Space space) {
        Map<String, String> leaves = new TreeMap<>();
        space.children().forEach((name, child) ->
                collect(name, normal(space.client().getKubernetesSerialization().convertValue(child, ObjectNode.class)), leaves));
        return leaves;
    }

    /** Fails with the leaves that differ, and not with all of them. */
    static void assertSame(Map<String, String> expected, Map<String, String> actual) {
        Set<String> paths = new TreeSet<>(expected.keySet());
        paths.addAll(actual.keySet());
        assertEquals("", paths.stream().filter(path -> !Objects.equals(expected.get(path), actual.get(path)))
                .map(path -> path + ": " + expected.get(path) + " became " + actual.get(path)).collect(Collectors.joining("\n")));
    }

    private static void collect(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), leaves);
            }
        } else {
            leaves.put(path, node.asText());
        }
    }

    private static JsonNode normal(ObjectNode object) {
        object.remove("status");
        ((ObjectNode) object.get("metadata")).remove(OF_METADATA);
        if (object.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove("deployment.kubernetes.io/revision");
        }
        if (object.get("spec") instanceof ObjectNode spec) {
            spec.remove(OF_SPEC);
            spec.path("ports").forEach(port -> ((ObjectNode) port).remove("nodePort"));
        }
        return object;
    }
}
