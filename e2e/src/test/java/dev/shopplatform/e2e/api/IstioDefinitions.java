package dev.shopplatform.e2e.api;

import dev.shopplatform.cluster.istio.IstioModule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Istio's custom resources, those that the operator writes, without Istio. */
final class IstioDefinitions {
    private static final Set<String> NAMES = Set.of("virtualservices.networking.istio.io",
            "destinationrules.networking.istio.io", "gateways.networking.istio.io");

    private final KubernetesClient client;

    IstioDefinitions(KubernetesClient client) {
        this.client = client;
    }

    void install() {
        try (InputStream file = Files.newInputStream(IstioModule.find().definitions())) {
            List<HasMetadata> definitions = client.load(file).items();
            definitions.stream().filter(definition -> NAMES.contains(definition.getMetadata().getName()))
                    .forEach(definition -> client.resource(definition).forceConflicts().serverSideApply());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        NAMES.forEach(name -> client.apiextensions().v1().customResourceDefinitions().withName(name)
                .waitUntilCondition(IstioDefinitions::isServed, 60, TimeUnit.SECONDS));
    }

    private static boolean isServed(CustomResourceDefinition definition) {
        return definition != null && definition.getStatus() != null && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream().anyMatch(
                        condition -> condition.getType().equals("Established") && condition.getStatus().equals("True"));
    }

    /** One by one, and waiting: their objects go with them only so. */
    void remove() {
        NAMES.forEach(name -> client.apiextensions().v1().customResourceDefinitions().withName(name)
                .withTimeout(60, TimeUnit.SECONDS).delete());
    }
}
