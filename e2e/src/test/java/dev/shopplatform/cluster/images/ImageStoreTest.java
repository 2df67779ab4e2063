package dev.shopplatform.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import dev.shopplatform.cluster.Command;
import dev.shopplatform.cluster.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {

    private static final String IMAGE = "shopplatform.local/program:1";

    @TempDir
    private Path folder;
    private ImageStore store;
    private Path program;

    @BeforeEach
    void aProgram() throws IOException {
        store = new ImageStore(folder.resolve("store"), Progress.silent());
        program = Files.writeString(folder.resolve("program"), "first");
    }

    @Test
    void theTarCarriesTheImagesName() {
        String manifest = Command.of("tar", "--extract", "--to-stdout", "--file=" + image(), "manifest.json").run();
        assertTrue(manifest.contains("\"RepoTags\":[\"" + IMAGE + "\"]"), manifest);
    }

    @Test
    void anImageIsMadeOnce() throws IOException {
        Path tar = image();
        var made = Files.getLastModifiedTime(tar);
        assertEquals(tar, image());
        assertEquals(made, Files.getLastModifiedTime(tar));
    }

    @Test
    void anotherContentIsAnotherImage() throws IOException {
        Path before = image();
        Files.writeString(program, "second");
        assertNotEquals(before, image());
    }

    @Test
    void whatFailedLeavesNothingBehind() throws IOException {
        Recipe failing = new Recipe() {
            @Override
            public void describe(Fingerprint inputs) {
                inputs.text("kind", "failing");
            }

            @Override
            public JibContainerBuilder make(Path work) throws IOException {
                Files.writeString(work.resolve("half"), "text");
                throw new IOException("no space");
            }
        };
        assertThrows(RuntimeException.class, () -> store.get(IMAGE, failing));
        try (var left = Files.list(folder.resolve("store"))) {
            assertEquals(List.of("program.lock"), left.map(path -> path.getFileName().toString()).toList());
        }
    }

    private Path image() {
        return store.get(IMAGE, new ProgramImage("/program", program));
    }
}
