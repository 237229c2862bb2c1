package dev.gatehouse.docs;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;

import dev.gatehouse.catalog.Project;

class ReadmeTest {
    @Test
    void showsTheEstateAsTheDescriptorsSay() throws IOException {
        Generated.isBlock("README.md", "estate", mermaid("docs/catalog.mmd"));
    }

    private static String mermaid(String file) throws IOException {
        return "```mermaid\n%s\n```\n".formatted(Files.readString(Project.root().resolve(file)).strip());
    }
}
