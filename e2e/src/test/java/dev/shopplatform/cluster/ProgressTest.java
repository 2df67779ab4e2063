package dev.shopplatform.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Progress progress = Progress.on(new PrintStream(written, true, StandardCharsets.UTF_8));

    @Test
    void aStepIsOneLineThatEndsWithItsTime() {
        assertEquals(7, progress.step("Building", () -> 7));
        assertTrue(output().matches("Building … \\d+\\.\\d s\\R"), output());
    }

    @Test
    void aStepThatSaysSomethingIsNamedAgainWithItsTime() {
        progress.step("Building", () -> progress.say("a detail"));
        assertTrue(output().matches("Building … \\Ra detail\\RBuilding … \\d+\\.\\d s\\R"), output());
    }

    @Test
    void aStepWithinAStepLeavesBothReadable() {
        progress.step("Outer", () -> progress.step("Inner", () -> { }));
        assertTrue(output().matches("Outer … \\RInner … \\d+\\.\\d s\\ROuter … \\d+\\.\\d s\\R"), output());
    }

    @Test
    void aStepThatFailsSaysSo() {
        assertThrows(IllegalStateException.class, () -> progress.step("Building", (Runnable) () -> {
            throw new IllegalStateException();
        }));
        assertTrue(output().startsWith("Building … failed after"), output());
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
