package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shopplatform.cluster.Checkout;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server accepts and refuses, and what the operator says of the rest. */
class CrdIT extends ApiTest {
    private static final String REFUSED = "# expect: ";
    private static final String CONDITION = "# expect-condition: ";

    static Stream<String> samples() throws IOException {
        return names(Checkout.root().resolve("samples"));
    }

    static Stream<String> invalidSamples() throws IOException {
        return names(Checkout.root().resolve("samples/invalid"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsAccepted(String sample) throws IOException {
        for (String document : read("samples/" + sample).split("(?m)^---$")) {
            GenericKubernetesResource object = Serialization.unmarshal(document, GenericKubernetesResource.class);
            create(Kind.valueOf(object.getKind()), document);
        }
        eventually(() -> assertNotEquals("absent", space.state("shop", "Ready")));
        assertNotEquals("False/InvalidSpec", space.state("shop", "Ready"));
    }

    @ParameterizedTest
    @MethodSource("invalidSamples")
    void anInvalidSampleIsRefusedWithItsMessage(String sample) throws IOException {
        String yaml = read("samples/invalid/" + sample);
        String expectation = yaml.lines().findFirst().orElseThrow();
        if (expectation.startsWith(REFUSED)) {
            String message = assertThrows(KubernetesClientException.class, () -> create(Kind.ShopPlatform, yaml)).getMessage();
            assertTrue(message.contains(expectation.substring(REFUSED.length())), message);
        } else if (expectation.startsWith(CONDITION)) {
            String name = create(Kind.ShopPlatform, yaml);
            eventually(() -> assertEquals("False/InvalidSpec", space.state(name, "Ready")));
            String message = space.condition(name, "Ready").orElseThrow().getMessage();
            assertTrue(message.contains(expectation.substring(CONDITION.length())), message);
            assertEquals(Set.of(), space.names());
        } else {
            throw new AssertionError("The first line says neither '" + REFUSED + "' nor '" + CONDITION + "'");
        }
    }

    @Test
    void defaultsAppear() {
        space.apply("""
                apiVersion: shopplatform.dev/v1alpha1
                kind: ShopPlatform
                metadata: {name: shop}
                spec:
                  version: "1"
                  services:
                  - {name: prices, image: "i:1", autoscaling: {maxReplicas: 3}, bindings: [{resource: data}]}
                  gateway: {routes: [{name: all, service: prices, matches: [{path: {value: /}}]}]}
                  mesh: {}
                  resources: [{name: data}]
                """);
        JsonNode spec = space.json(Kind.ShopPlatform, "shop").path("spec");
        assertEquals(8080, spec.at("/services/0/port").asInt());
        assertEquals(1, spec.at("/services/0/autoscaling/minReplicas").asInt());
        assertEquals(70, spec.at("/services/0/autoscaling/targetCPUUtilization").asInt());
        assertEquals("NGINX", spec.at("/gateway/provider").asText());
        assertEquals("PathPrefix", spec.at("/gateway/routes/0/matches/0/path/type").asText());
        assertEquals("None", spec.at("/mesh/provider").asText());
        assertEquals("Postgres", spec.at("/resources/0/type").asText());
        assertEquals("Managed", spec.at("/resources/0/provider").asText());
        assertEquals("1Gi", spec.at("/resources/0/storage").asText());
        assertEquals("Retain", spec.at("/resources/0/reclaimPolicy").asText());
        assertTrue(spec.at("/networkPolicy").asBoolean());
        assertEquals(10, spec.at("/revisionHistoryLimit").asInt());
    }

    @Test
    void theStorageOfAResourceStays() {
        space.apply(Shops.ALL_KINDS);
        String grown = Shops.ALL_KINDS.replace("[{name: data}]", "[{name: data, storage: 2Gi}]");
        String message = assertThrows(KubernetesClientException.class, () -> space.apply(grown)).getMessage();
        assertTrue(message.contains("storage cannot be changed"), message);
        // Another name is another resource.
        space.apply(Shops.ALL_KINDS.replace("[{name: data}]", "[{name: data}, {name: more, storage: 2Gi}]"));
    }

    /** As kubectl does, which has the server refuse what the schema does not know. */
    private String create(Kind kind, String yaml) {
        JsonNode object = Serialization.unmarshal(yaml, JsonNode.class);
        lab.client().raw(kind.path(space.name()) + "?fieldValidation=Strict", "POST", object);
        return object.at("/metadata/name").asText();
    }

    private static String read(String path) throws IOException {
        return Files.readString(Checkout.root().resolve(path));
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")).sorted().toList().stream();
        }
    }
}
