package dev.shopplatform.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    @TempDir
    private Path folder;

    @Test
    void equalInputsGiveEqualKeys() {
        assertEquals(new Fingerprint().text("a", "1").key(), new Fingerprint().text("a", "1").key());
    }

    @Test
    void whereAnInputEndsCounts() {
        assertNotEquals(new Fingerprint().text("a", "12").text("b", "3").key(),
                new Fingerprint().text("a", "1").text("b", "23").key());
    }

    @Test
    void renamingAFileCounts() throws IOException {
        Files.writeString(folder.resolve("one"), "text");
        String before = keyOfFolder();
        Files.move(folder.resolve("one"), folder.resolve("two"));
        assertNotEquals(before, keyOfFolder());
    }

    @Test
    void filesThatAreNotWantedDoNotCount() throws IOException {
        String before = keyOfFolder();
        Files.writeString(Files.createDirectory(folder.resolve("target")).resolve("built"), "text");
        assertEquals(before, keyOfFolder());
    }

    private String keyOfFolder() throws IOException {
        return new Fingerprint().folder("folder", folder, file -> !file.startsWith("target")).key();
    }
}
