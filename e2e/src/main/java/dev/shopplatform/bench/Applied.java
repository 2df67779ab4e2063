package dev.shopplatform.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What the operator has applied, recovered from what the API server notes of it: neither defaults nor what others wrote. */
final class Applied {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANAGER = "shop-operator";

    private Applied() {
    }

    /** The object as the operator sent it, but for its namespace. */
    static ObjectNode of(JsonNode live) {
        ObjectNode sent = JSON.createObjectNode();
        for (JsonNode entry : live.at("/metadata/managedFields")) {
            if (MANAGER.equals(entry.path("manager").asText()) && entry.path("subresource").isMissingNode()) {
                sent = (ObjectNode) pick(live, entry.path("fieldsV1"));
            }
        }
        sent.set("apiVersion", live.get("apiVersion"));
        sent.set("kind", live.get("kind"));
        sent.withObject("/metadata").set("name", live.at("/metadata/name"));
        return sent;
    }

    /** Of a value what the fields name; all of it where they name nothing below it. */
    private static JsonNode pick(JsonNode value, JsonNode fields) {
        if (fields.isEmpty()) {
            return value;
        }
        if (value.isArray()) {
            ArrayNode items = JSON.createArrayNode();
            fields.properties().forEach(field -> items.add(pick(item(value, field.getKey()), field.getValue())));
            return items;
        }
        ObjectNode object = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getKey().startsWith("f:")) {
                String name = field.getKey().substring(2);
                object.set(name, pick(value.path(name), field.getValue()));
            }
        }
        return object;
    }

    /** The item that {@code k:{"name":"x"}} or {@code v:"x"} names. */
    private static JsonNode item(JsonNode list, String key) {
        try {
            JsonNode wanted = JSON.readTree(key.substring(2));
            for (JsonNode item : list) {
                boolean same = key.startsWith("v:") ? item.equals(wanted)
                        : wanted.properties().stream().allMatch(part -> part.getValue().equals(item.get(part.getKey())));
                if (same) {
                    return item;
                }
            }
            throw new IllegalStateException("There is no item " + key + " in " + list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
