package dev.shopplatform.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class SurvivingK3sContainerTest {

    @Test
    void itsLabelsDoNotTakeTheMarkByWhichContainersAreRemovedAtTheEndOfAJvm() {
        Map<String, String> labels = new SurvivingK3sContainer.Unreaped(Map.of("ours", "1"));
        labels.putAll(DockerClientFactory.DEFAULT_LABELS);
        labels.putAll(Map.of(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, "of this JVM", "other", "2"));

        assertEquals("1", labels.get("ours"));
        assertEquals("2", labels.get("other"));
        assertEquals(null, labels.get(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL));
    }
}
