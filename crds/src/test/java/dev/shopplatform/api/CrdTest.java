package dev.shopplatform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed CRD is what the Java types say, and so is the chart's copy. {@code make generate} brings both up to date. */
class CrdTest {
    private static final String FILE = "shopplatforms.shopplatform.dev.yaml";

    /** A chart cannot refer to files outside of itself. */
    private static final List<Path> COMMITTED = List.of(Path.of(FILE), Path.of("../helm/shop-operator/files", FILE));

    @TempDir
    Path output;

    @Test
    void committedCrdIsCurrent() throws Exception {
        new CRDGenerator()
            .inOutputDir(output.toFile())
            .withMinQuotes(true)
            .withPostProcessor(new SchemaFinish())
            .customResourceClasses(ShopPlatform.class)
            .generate();
        String generated = Files.readString(output.resolve("shopplatforms.shopplatform.dev-v1.yml"));
        for (Path committed : COMMITTED) {
            if (Boolean.getBoolean("update")) {
                Files.writeString(committed, generated);
            }
            assertEquals(generated, Files.readString(committed), committed + ": run make generate and commit the result");
        }
    }
}
