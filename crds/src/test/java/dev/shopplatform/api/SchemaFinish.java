package dev.shopplatform.api;

import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the generator has no annotation for: list types, and bounds for the strings, lists and maps that have none of their
 * own, most of them inside core/v1 types. Without bounds the API server cannot estimate the cost of CEL rules.
 */
final class SchemaFinish implements CRDPostProcessor {
    private static final long MAX_STRING = 1024;
    private static final long MAX_ITEMS = 32;

    /** Lists whose order does not matter: path of the list, and the key of its items. */
    private static final Map<String, String> LIST_MAPS = Map.of(
        "spec.services", "name",
        "spec.services.env", "name",
        "spec.services.bindings", "resource",
        "spec.gateway.routes", "name",
        "spec.resources", "name",
        "status.conditions", "type",
        "status.services", "name");

    /** Lists of distinct names: path of the list, and the greatest length of a name. */
    private static final Map<String, Long> LIST_SETS = Map.of("spec.services.dependsOn", 40L, "spec.gateway.hostnames", 253L);

    /** The generator sorts the columns by path; people read them in this order. */
    private static final List<String> COLUMNS = List.of("Ready", "Version", "URL", "Age", "Reason", "Paused");

    @Override
    public HasMetadata process(HasMetadata resource, String version) {
        var crd = (CustomResourceDefinition) resource;
        crd.getSpec().getVersions().forEach(v -> {
            v.getAdditionalPrinterColumns().sort(Comparator.comparing(column -> COLUMNS.indexOf(column.getName())));
            v.getSchema().getOpenAPIV3Schema().setRequired(List.of("spec"));
            finish("", v.getSchema().getOpenAPIV3Schema());
        });
        return crd;
    }

    private static void finish(String path, JSONSchemaProps schema) {
        switch (schema.getType()) {
            case "string" -> boundString(schema);
            case "array" -> {
                typeList(path, schema);
                if (schema.getMaxItems() == null) {
                    schema.setMaxItems(MAX_ITEMS);
                }
                finish(path, schema.getItems().getSchema());
            }
            case "object" -> {
                if (schema.getAdditionalProperties() != null) {
                    if (schema.getMaxProperties() == null) {
                        schema.setMaxProperties(MAX_ITEMS);
                    }
                    finish(path, schema.getAdditionalProperties().getSchema());
                }
                if (schema.getProperties() != null) {
                    schema.getProperties().forEach((name, child) -> finish(path.isEmpty() ? name : path + "." + name, child));
                }
            }
            case null, default -> { }
        }
    }

    private static void boundString(JSONSchemaProps schema) {
        if (schema.getMaxLength() == null && schema.getEnum().isEmpty() && schema.getFormat() == null) {
            schema.setMaxLength(MAX_STRING);
        }
    }

    private static void typeList(String path, JSONSchemaProps schema) {
        if (LIST_MAPS.containsKey(path)) {
            schema.setXKubernetesListType("map");
            String key = LIST_MAPS.get(path);
            schema.setXKubernetesListMapKeys(List.of(key));
            JSONSchemaProps items = schema.getItems().getSchema();
            items.setRequired(Stream.concat(items.getRequired().stream(), Stream.of(key)).distinct().sorted().toList());
        } else if (LIST_SETS.containsKey(path)) {
            schema.setXKubernetesListType("set");
            schema.getItems().getSchema().setMaxLength(LIST_SETS.get(path));
        } else {
            schema.setXKubernetesListType("atomic");
        }
    }
}
