package dev.gatehouse.sealing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/** What this code sealed once opens for ever. */
class OwnVectorsTest {
    private final List<DynamicTest> tests = new Vectors("own-1.json").tests().toList();

    @TestFactory
    Stream<DynamicTest> everyCaseHasItsVerdict() {
        return tests.stream();
    }

    @Test
    void noCaseIsMissing() {
        assertThat(tests).hasSize(16);
    }

    /** Run by hand, with {@code -Dgatehouse.vectors.write=true}, when there is another version of the format. */
    @Test
    @EnabledIfSystemProperty(named = "gatehouse.vectors.write", matches = "true")
    void writesThemAnew() throws Exception {
        var file = Path.of(System.getProperty("gatehouse.root"), "platform-commons/src/test/resources/vectors/own-1.json");
        Files.writeString(file, new OwnVectors().json());
    }

}
