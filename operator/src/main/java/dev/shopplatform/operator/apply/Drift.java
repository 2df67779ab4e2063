package dev.shopplatform.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Whether all that we set is as we set it. What the API server, its controllers and others add is theirs. */
final class Drift {
    /** Keys by which Kubernetes merges the items of lists, the most telling first. */
    private static final List<String> MERGE_KEYS = List.of("name", "mountPath", "containerPort", "port", "uid", "topologyKey", "key");

    /** Fields that hold quantities, which the API server rewrites: 0.5 is 500m. */
    private static final Set<String> QUANTITIES = Set.of("requests", "limits");

    private final KubernetesSerialization json;

    Drift(KubernetesSerialization json) {
        this.json = json;
    }

    /** Whether the actual object has every leaf of the desired one. */
    boolean isNone(HasMetadata desired, HasMetadata actual) {
        return covers(json.convertValue(desired, JsonNode.class), json.convertValue(actual, JsonNode.class), false);
    }

    private static boolean covers(JsonNode desired, JsonNode actual, boolean quantity) {
        if (isEmpty(desired)) {
            return true;
        }
        if (actual == null || actual.isNull()) {
            return false;
        }
        if (desired.isObject()) {
            return coversFields(desired, actual, quantity);
        }
        if (desired.isArray()) {
            return coversItems(desired, actual);
        }
        return desired.asText().equals(actual.asText())
            || quantity && Quantity.parse(desired.asText()).equals(Quantity.parse(actual.asText()));
    }

    private static boolean coversFields(JsonNode desired, JsonNode actual, boolean quantity) {
        for (Map.Entry<String, JsonNode> field : desired.properties()) {
            boolean quantities = quantity || QUANTITIES.contains(field.getKey());
            if (!covers(field.getValue(), actual.get(field.getKey()), quantities)) {
                return false;
            }
        }
        return true;
    }

    private static boolean coversItems(JsonNode desired, JsonNode actual) {
        Optional<String> key = mergeKey(desired);
        if (key.isEmpty() && desired.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < desired.size(); i++) {
            JsonNode item = desired.get(i);
            JsonNode counterpart = key.map(k -> find(actual, k, item.get(k))).orElse(actual.get(i));
            if (!covers(item, counterpart, false)) {
                return false;
            }
        }
        return true;
    }

    /** The first key that every item has, and each another value: port 53 may be there for TCP and for UDP. */
    private static Optional<String> mergeKey(JsonNode list) {
        return MERGE_KEYS.stream()
            .filter(key -> StreamSupport.stream(list.spliterator(), false)
                .filter(item -> item.hasNonNull(key))
                .map(item -> item.get(key))
                .distinct()
                .count() == list.size())
            .findFirst();
    }

    private static JsonNode find(JsonNode list, String key, JsonNode value) {
        for (JsonNode item : list) {
            if (value.equals(item.get(key))) {
                return item;
            }
        }
        return null;
    }

    /** The API server drops empty strings, lists and objects, except where presence alone says something. */
    private static boolean isEmpty(JsonNode node) {
        return node.isNull() || node.isTextual() && node.asText().isEmpty() || node.isContainerNode() && node.isEmpty();
    }
}
