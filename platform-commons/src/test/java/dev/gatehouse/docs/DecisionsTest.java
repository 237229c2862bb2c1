package dev.gatehouse.docs;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;

import dev.gatehouse.catalog.Project;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionsTest {
    @Test
    void everyDecisionSaysItsContextWhatWasDecidedWhatWasRejectedAndWhatFollows() throws IOException {
        try (var records = Files.list(Project.root().resolve("docs/decisions"))) {
            assertThat(records).isNotEmpty().allSatisfy(record -> {
                assertThat(record.getFileName().toString()).matches("\\d{4}-[a-z0-9-]+\\.md");
                assertThat(record).content().contains("\n## Context\n", "\n## Decision\n", "\n## Rejected\n",
                        "\n## Consequence\n");
            });
        }
    }
}
