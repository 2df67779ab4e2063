package dev.shopplatform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed CRD is what the Java types say. {@code make generate} brings it up to date. */
class CrdTest {
    private static final Path COMMITTED = Path.of("shopplatforms.shopplatform.dev.yaml");

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
        if (Boolean.getBoolean("update")) {
            Files.writeString(COMMITTED, generated);
        }
        assertEquals(generated, Files.readString(COMMITTED), "run make generate and commit the result");
    }
}
