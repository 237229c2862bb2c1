package dev.gatehouse.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.gatehouse.catalog.Catalog.Outcome;
import dev.gatehouse.catalog.Catalog.Problems;
import dev.gatehouse.catalog.Catalog.Valid;

import static org.assertj.core.api.Assertions.assertThat;

/** A platform of two services without problems, into which each test brings one. */
public final class Kitchen {
    static final String BAKER = """
            service: baker
            team: kitchen
            topics:
              bread.v1:
                readers: [cook]
                protection: sealed
                key: pseudonymous
                partitions: 6
                retention: 30d
                events: { kitchen.baked: schemas/baked.v1.json }
            consumes:
              meals.v1: { from: cook }
            """;
    static final String COOK = """
            service: cook
            team: dining-room
            topics:
              meals.v1:
                readers: [baker]
                protection: sealed
                key: plain
                partitions: 3
                retention: 12h
                events:
                  kitchen.served: schemas/served.v1.json
            consumes:
              bread.v1: { from: baker }
            """;

    private final Map<String, String> descriptors = new LinkedHashMap<>(Map.of("baker.yml", BAKER, "cook.yml", COOK));
    private final Map<String, byte[]> schemas = new LinkedHashMap<>();

    public Kitchen() {
        schema("baker.yml", "schemas/baked.v1.json", "{\"title\":\"Baked\"}");
        schema("cook.yml", "schemas/baker/baked.v1.json", "{\"title\":\"Baked\"}");
        schema("cook.yml", "schemas/served.v1.json", "{\"title\":\"Served\"}");
        schema("baker.yml", "schemas/cook/served.v1.json", "{\"title\":\"Served\"}");
    }

    /** Puts a text in the place of a piece that must be there; {@code \n} stands for a line feed. */
    public Kitchen replace(String file, String piece, String instead) {
        var before = descriptors.getOrDefault(file, "");
        var after = before.replace(piece.replace("\\n", "\n"), instead.replace("\\n", "\n"));
        assertThat(after).isNotEqualTo(before);
        return with(file, after);
    }

    public Kitchen with(String file, String text) {
        descriptors.put(file, text);
        return this;
    }

    public Kitchen schema(String file, String path, String content) {
        schemas.put(file + ":" + path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Kitchen withoutSchema(String file, String path) {
        assertThat(schemas.remove(file + ":" + path)).isNotNull();
        return this;
    }

    Outcome check() {
        var files = new ArrayList<DescriptorFile>();
        descriptors.forEach((name, text) -> files
                .add(new DescriptorFile(name, text, path -> Optional.ofNullable(schemas.get(name + ":" + path)))));
        return Catalog.check(files);
    }

    public Catalog catalog() {
        return switch (check()) {
            case Valid valid -> valid.catalog();
            case Problems found -> throw new AssertionError(found.problems());
        };
    }

    List<Problem> problems() {
        return switch (check()) {
            case Valid valid -> List.of();
            case Problems found -> found.problems();
        };
    }

    /** The one problem of this kitchen stands there and says all that. */
    void hasOnlyProblem(String file, int line, String... words) {
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(words);
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.line()).as(problem.message()).isEqualTo(line);
        });
    }

    /** Among the problems of this kitchen is one that stands there and says all that. */
    void hasProblem(String file, int line, String... words) {
        assertThat(problems()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.message()).contains(words);
        });
    }
}
