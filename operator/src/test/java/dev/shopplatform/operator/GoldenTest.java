package dev.shopplatform.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shopplatform.operator.world.Samples;
import dev.shopplatform.operator.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of each sample once all is ready: every object that the operator wants, and the status. After a change that is
 * meant, {@code -Dupdate=true} writes the files anew, and their difference is the review.
 */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    static Stream<String> samples() {
        return Samples.names().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sampleGivesTheseObjectsAndThisStatus(String sample) throws IOException {
        Path folder = GOLDEN.resolve(sample);
        Map<String, String> actual = settled(sample);
        if (Boolean.getBoolean("update")) {
            write(folder, actual);
        }
        Map<String, String> expected = read(folder);
        assertEquals(expected.keySet(), actual.keySet(), "files of " + folder + " (-Dupdate=true writes them anew)");
        expected.forEach((file, text) -> assertEquals(text, actual.get(file), folder + "/" + file));
    }

    private static Map<String, String> settled(String sample) {
        World world = World.withSample(sample);
        World.Round round = world.settle();
        Map<String, String> files = new TreeMap<>();
        Stream.concat(round.plan().writes(), round.plan().creations().stream())
            .forEach(object -> files.put(fileName(object), text(object)));
        files.put("out-status.yaml", text(round.status()));
        return files;
    }

    private static String fileName(HasMetadata object) {
        return "out-" + object.getKind() + "-" + object.getMetadata().getName() + ".yaml";
    }

    /** In the order of its fields' names, without what depends on how long it took to settle, or repeats the rest as a hash. */
    private static String text(Object object) {
        return YAML.asYaml(YAML.convertValue(object, TreeMap.class))
            .replaceAll("(applied|config-hash|secret-version|lastTransitionTime|password): \".*\"", "$1: \"<$1>\"");
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder).sorted(Comparator.reverseOrder())) {
                old.forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(folder)) {
            list.forEach(file -> {
                try {
                    files.put(file.getFileName().toString(), Files.readString(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return files;
    }
}
