package dev.shopplatform.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void givesWhatTheProgramPrintedOnBothStreams() {
        assertEquals("out\nerr\n", Command.of("sh", "-c", "echo out; echo err >&2").run());
    }

    @Test
    void aFailureTellsTheCommandItsStatusAndTheEndOfItsOutput() {
        var failure = assertThrows(IllegalStateException.class, () -> Command.of("sh", "-c", "echo why; exit 3").run());
        assertEquals("sh -c echo why; exit 3 ended with status 3:\nwhy", failure.getMessage());
    }

    @Test
    void doesNotWaitForWhatHoldsTheOutputOpen() {
        long start = System.nanoTime();
        assertTrue(Command.of("sh", "-c", "sleep 3 & echo done").attempt().ok());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 3);
    }

    @Test
    void endsAProgramThatTakesTooLong() {
        var failure = assertThrows(IllegalStateException.class,
                () -> Command.of("sh", "-c", "echo begun; exec sleep 60").within(Duration.ofMillis(500)).run());
        assertTrue(failure.getMessage().endsWith("begun"), failure.getMessage());
    }

    @Test
    void tellsWhetherAProgramIsThere() {
        assertTrue(Command.exists("sh"));
        assertFalse(Command.exists("no-such-program"));
    }
}
