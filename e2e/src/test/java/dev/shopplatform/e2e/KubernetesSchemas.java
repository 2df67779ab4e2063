package dev.shopplatform.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schemas of all kinds that an API server knows, its custom resources included, as files that kubeconform reads. They come
 * from the server's OpenAPI document, and so are of the very version that the tests run against.
 */
public final class KubernetesSchemas {
    private static final String REFERENCE = "#/definitions/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode definitions;

    private KubernetesSchemas(JsonNode definitions) {
        this.definitions = definitions;
    }

    /** Writes a file for each kind into the folder, and returns what kubeconform wants for -schema-location. */
    public static String write(KubernetesClient client, Path folder) throws IOException {
        JsonNode definitions = JSON.readTree(client.raw("/openapi/v2")).path("definitions");
        definitions.forEach(KubernetesSchemas::finish);
        new KubernetesSchemas(definitions).write(Files.createDirectories(folder));
        // To kubeconform, the group of a core kind is its version.
        return folder + "/{{ .Group }}-{{ .ResourceAPIVersion }}-{{ .ResourceKind }}.json";
    }

    private void write(Path folder) throws IOException {
        for (JsonNode definition : definitions) {
            for (JsonNode kind : definition.path("x-kubernetes-group-version-kind")) {
                String version = kind.path("version").asText();
                String group = kind.path("group").asText().isEmpty() ? version : kind.path("group").asText();
                String name = group + "-" + version + "-" + kind.path("kind").asText().toLowerCase(Locale.ROOT) + ".json";
                JSON.writeValue(folder.resolve(name).toFile(), selfContained(definition));
            }
        }
    }

    /** The schema with the definitions that it refers to. */
    private ObjectNode selfContained(JsonNode definition) {
        Set<String> names = new TreeSet<>();
        collectReferences(definition, names);
        ObjectNode schema = definition.deepCopy();
        ObjectNode own = schema.putObject("definitions");
        names.forEach(name -> own.set(name, definitions.get(name)));
        return schema;
    }

    private void collectReferences(JsonNode node, Set<String> names) {
        node.findValuesAsText("$ref").stream()
                .filter(reference -> reference.startsWith(REFERENCE))
                .map(reference -> reference.substring(REFERENCE.length()))
                .filter(names::add)
                .forEach(name -> collectReferences(definitions.get(name), names));
    }

    /** Refuses fields that the schema does not name, and states what OpenAPI leaves to a format. */
    private static void finish(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return;
        }
        if ("int-or-string".equals(object.path("format").asText())) {
            object.putArray("type").add("integer").add("string");
        }
        if (object.has("properties") && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        object.path("properties").forEach(KubernetesSchemas::finish);
        finish(object.path("items"));
        finish(object.path("additionalProperties"));
    }
}
