package dev.shopplatform.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "../other", "A", "a_b", "-a", "a-", "a.b", "a234567890123456789012345678901234"})
    void refusesNamesThatCannotNameAFolderAndACgroup(String name) {
        var failure = assertThrows(IllegalArgumentException.class, () -> ClusterRequest.named(name));
        assertTrue(failure.getMessage().contains("'" + name + "'"));
    }

    @Test
    void aBlankContextIsNone() {
        assertEquals(Optional.empty(), ClusterRequest.named("a").inContext(Optional.of(" ")).context());
    }

    @Test
    void theAuditLogIsWhereverThisProcessMeansItToBe() {
        assertTrue(ClusterRequest.named("a").withAuditLog(Path.of("audit.log")).auditLog().orElseThrow().isAbsolute());
    }
}
