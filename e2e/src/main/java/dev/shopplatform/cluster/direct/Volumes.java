package dev.shopplatform.cluster.direct;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The default storage class: folders of the instance, each a local PersistentVolume that waits for its first consumer. Nothing
 * makes such volumes on demand, so there is a stock of them, and used ones are emptied and put back whenever the
 * cluster is obtained again.
 */
final class Volumes {
    private static final String STORAGE_CLASS = "local";
    private static final int STOCK = 40;

    private Volumes() {
    }

    static void stock(Instance instance, KubernetesClient client) {
        client.resource(new StorageClassBuilder().withNewMetadata().withName(STORAGE_CLASS)
                .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true").endMetadata()
                .withProvisioner("kubernetes.io/no-provisioner").withVolumeBindingMode("WaitForFirstConsumer")
                .build()).forceConflicts().serverSideApply();
        Map<String, PersistentVolume> present = client.persistentVolumes().list().getItems().stream()
                .collect(Collectors.toMap(volume -> volume.getMetadata().getName(), volume -> volume));
        IntStream.range(0, STOCK).forEach(number -> {
            String name = "local-" + number;
            PersistentVolume volume = present.get(name);
            if (volume != null && "Released".equals(volume.getStatus().getPhase())) {
                client.resource(volume).delete();
                empty(folder(instance, name));
                volume = null;
            }
            if (volume == null) {
                client.resource(volume(name, Instance.directory(folder(instance, name)))).create();
            }
        });
    }

    private static Path folder(Instance instance, String name) {
        return instance.data().resolve("volumes").resolve(name);
    }

    private static PersistentVolume volume(String name, Path folder) {
        return new PersistentVolumeBuilder().withNewMetadata().withName(name).endMetadata()
                .withNewSpec()
                .withCapacity(Map.of("storage", new Quantity("20Gi")))
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(STORAGE_CLASS)
                .withPersistentVolumeReclaimPolicy("Retain")
                .withNewLocal().withPath(folder.toString()).endLocal()
                .withNewNodeAffinity().withNewRequired().addNewNodeSelectorTerm()
                .addNewMatchExpression().withKey("kubernetes.io/hostname").withOperator("In").withValues(Node.NAME)
                .endMatchExpression()
                .endNodeSelectorTerm().endRequired().endNodeAffinity()
                .endSpec().build();
    }

    private static void empty(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            content.sorted(Comparator.reverseOrder()).filter(path -> !path.equals(folder))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
