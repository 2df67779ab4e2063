package dev.shopplatform.cluster.direct;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;

/** What every cluster has from the start: DNS, resource metrics, storage. */
final class BaseObjects {
    private BaseObjects() {
    }

    static void apply(Instance instance, Layout layout, KubernetesClient client) {
        apply(client, ClusterDns.manifest(layout));
        apply(client, Metrics.manifest(layout, authority(instance)));
        Volumes.stock(instance, client);
    }

    private static void apply(KubernetesClient client, String manifest) {
        client.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8))).items()
                .forEach(item -> client.resource(item).forceConflicts().serverSideApply());
    }

    private static String authority(Instance instance) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(instance.pki().resolve("ca.crt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
