package dev.gatehouse.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every event schema of this project has its published form beside the descriptor, so that the catalog can hold a change
 * against it. With {@code -Dgatehouse.golden.write=true} this writes the forms that are missing and those of which the schema
 * says no more than it may. One that would be broken is never written over: who wants that deletes it, and a reviewer sees it.
 */
class PublishedSchemasTest {
    @Test
    void everySchemaIsPublishedAsItIs() throws IOException {
        var schemas = schemas();
        if (Boolean.getBoolean("gatehouse.golden.write"))
            for (var entry : schemas.entrySet())
                publish(entry.getKey(), Files.readAllBytes(entry.getValue()));

        assertThat(schemas).isNotEmpty().allSatisfy((published, schema) -> assertThat(published)
                .as("%s is published as it is in %s; if it breaks nothing, run this test with -Dgatehouse.golden.write=true",
                        schema, published)
                .isRegularFile().hasSameBinaryContentAs(schema));
    }

    @Test
    void nothingThatWasPublishedIsTakenBack() throws IOException {
        var published = new ArrayList<Path>();
        for (var folder : resources())
            if (Files.isDirectory(folder.resolve("published")))
                try (var files = Files.newDirectoryStream(folder.resolve("published"))) {
                    files.forEach(published::add);
                }

        assertThat(published).as("forms whose type is still declared: events that are kept have it")
                .isSubsetOf(schemas().keySet());
    }

    private static void publish(Path published, byte[] schema) throws IOException {
        Files.createDirectories(published.getParent());
        if (!Files.exists(published) || SchemaComparison.between(Files.readAllBytes(published), schema).isEmpty())
            Files.write(published, schema);
    }

    /** The published form and the schema of each event type of this project. */
    private static Map<Path, Path> schemas() throws IOException {
        var schemas = new TreeMap<Path, Path>();
        for (var folder : resources()) {
            var problems = new ArrayList<Problem>();
            DescriptorParser.parse(DescriptorFile.read(folder.resolve("service.yml"), folder.toString()), problems)
                    .orElseThrow(() -> new AssertionError(problems)).topics().forEach(topic -> topic.events()
                            .forEach(event -> schemas.put(folder.resolve(SchemaFiles.published(event.type().value())),
                                    folder.resolve(event.schema().value()))));
        }
        return schemas;
    }

    private static List<Path> resources() throws IOException {
        var folders = new ArrayList<Path>();
        try (var services = Files.newDirectoryStream(Project.root().resolve("services"))) {
            for (var service : services)
                if (Files.exists(service.resolve("src/main/resources/service.yml")))
                    folders.add(service.resolve("src/main/resources"));
        }
        return folders;
    }
}
