package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.util.function.Consumer;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.gatehouse.demo.estate.PrivateFiles;

/**
 * {@code demo.json}, by which scripts join in: {@code docs/schemas/demo-1.schema.json}. A reader sees one state or the next,
 * never half of it; and as it holds secrets, nobody but its owner is one. Safe for many threads.
 */
final class DemoFile {
    static final String NAME = "demo.json";

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final ObjectNode content = mapper.createObjectNode().put("format", 1);
    private final Path file;

    DemoFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    synchronized void update(Consumer<ObjectNode> change) {
        change.accept(content);
        PrivateFiles.write(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }
}
