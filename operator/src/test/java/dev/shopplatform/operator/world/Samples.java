package dev.shopplatform.operator.world;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import dev.shopplatform.api.v1alpha1.ShopPlatformSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The samples that people copy. */
public final class Samples {
    private static final Path FOLDER = Path.of("..", "samples");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private Samples() {}

    /** Names of the valid samples. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(".yaml"))
                .map(file -> file.substring(0, file.length() - ".yaml".length()))
                .sorted()
                .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ShopPlatform platform(String name) {
        return objects(name).stream().filter(ShopPlatform.class::isInstance).map(ShopPlatform.class::cast).findFirst().orElseThrow();
    }

    public static ShopPlatformSpec spec(String name) {
        return platform(name).getSpec();
    }

    /** What the sample brings beside the platform, or {@code invalid/invalid-name}. */
    public static List<HasMetadata> others(String name) {
        return objects(name).stream().filter(object -> !(object instanceof ShopPlatform)).toList();
    }

    private static List<HasMetadata> objects(String name) {
        return Stream.of(text(name).split("(?m)^---$"))
            .map(document -> document.contains("kind: ShopPlatform") ? YAML.unmarshal(document, ShopPlatform.class)
                : YAML.<HasMetadata>unmarshal(document))
            .toList();
    }

    /** The sample as it is written. */
    public static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
