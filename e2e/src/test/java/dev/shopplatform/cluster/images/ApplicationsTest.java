package dev.shopplatform.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationsTest {

    @ParameterizedTest
    @CsvSource({
        "pom.xml, true",
        "user-service/pom.xml, true",
        "user-service/src/main/java/dev/Main.java, true",
        "user-service/src/main/resources/db/users/V1__users.sql, true",
        "user-service/src/test/java/dev/MainTest.java, false",
        "user-service/target/classes/dev/Main.class, false",
        "user-service/target/classes/META-INF/maven/pom.xml, false",
        "README.md, false",
    })
    void onlyWhatIsBuiltFromCounts(Path file, boolean counts) {
        assertEquals(counts, Applications.isInput(file));
    }
}
