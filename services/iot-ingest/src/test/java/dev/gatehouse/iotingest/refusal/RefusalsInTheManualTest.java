package dev.gatehouse.iotingest.refusal;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of docs/operations.md is what an operator has. */
class RefusalsInTheManualTest {
    @ParameterizedTest
    @EnumSource
    void theManualSaysWhatADeviceIsTold(Refusal refusal) {
        assertThat(Path.of(System.getProperty("gatehouse.root"), "docs/operations.md")).content().contains(
                "| `%s` | %d | `urn:gatehouse:%s` | %s |".formatted(refusal, refusal.status(), refusal.word(),
                        refusal.outward()));
    }
}
