package dev.shopplatform.operator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesTest {
    @ParameterizedTest
    @CsvSource({
        "myapp:v1, v1",
        "registry.example.com/team/app:1.4.0, 1.4.0",
        "localhost:5000/app, 9.9",
        "localhost:5000/app:2, 2",
        "app, 9.9",
        "app@sha256:0123456789abcdef, 9.9",
        "app:v3@sha256:0123456789abcdef, v3",
        "app:_v4_, v4"})
    void theTagIsTheVersion(String image, String version) {
        assertEquals(version, Images.tag(image, "9.9"));
    }

    @Provide
    Arbitrary<String> tags() {
        return Arbitraries.strings().alpha().numeric().withChars("._-").ofMinLength(1).ofMaxLength(128);
    }

    /** The version is a label of pods, and in lower case the name of a subset. */
    @Property(tries = 500)
    void anyTagGivesALabelValueAndASubset(@ForAll("tags") String tag) {
        String version = Images.tag("registry.example.com:5000/app:" + tag, "1.0");
        assertTrue(version.length() <= 63 && version.matches("([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?"), version);
        assertTrue(Shop.subset(version).matches("([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)?"), Shop.subset(version));
    }

    @ParameterizedTest
    @CsvSource({"v1, v1", "1.4.0, 1-4-0", "'', ''"})
    void aPlainVersionIsReadInItsSubset(String version, String subset) {
        assertEquals(subset, Shop.subset(version));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1-0", "v1, V1", "1.0-rc1, 1.0.rc1", "a_b, a-b"})
    void eachVersionHasItsOwnSubset(String one, String other) {
        assertNotEquals(Shop.subset(one), Shop.subset(other));
    }
}
