package dev.gatehouse.sealing;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Vectors of an independent implementation: every record opens, or is refused with its code. */
class GivenVectorsTest {
    private final List<DynamicTest> tests = new Vectors("envelope-1.json").tests().toList();

    @TestFactory
    Stream<DynamicTest> everyCaseHasItsVerdict() {
        return tests.stream();
    }

    @Test
    void noCaseIsMissing() {
        assertThat(tests).hasSize(94);
    }
}
