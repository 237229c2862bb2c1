package dev.gatehouse.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.gatehouse.catalog.Project;

/** What a service consists of, counted: the table in docs/architecture.md. */
class ForkTableTest {
    private static final Path SERVICE = Project.root().resolve("services/user-actions");

    private enum Kind {
        DOMAIN("domain"), PROMISE("promises to others"), REST("–");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        static Kind of(String file) {
            if (file.matches("pom.xml|.*/application.properties|.*Application.java|.*/package-info.java|.*/schemas/.+/.*"))
                return REST;
            return file.contains("/resources/") ? PROMISE : DOMAIN;
        }
    }

    private record Line(String file, Kind kind, long lines) {}

    @Test
    void theTableCountsEveryFileOfTheService() throws IOException {
        Generated.isBlock("docs/architecture.md", "fork", table(lines()));
    }

    private static List<Line> lines() throws IOException {
        var lines = new ArrayList<>(List.of(line(SERVICE.resolve("pom.xml"))));
        try (var files = Files.walk(SERVICE.resolve("src/main"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList())
                lines.add(line(file));
        }
        return lines;
    }

    private static Line line(Path file) throws IOException {
        var name = SERVICE.relativize(file).toString();
        return new Line(name, Kind.of(name), Files.readAllLines(file).size());
    }

    private static String table(List<Line> lines) {
        var text = new StringBuilder("\n| file | lines | domain? |\n|---|---|---|\n");
        lines.forEach(line -> text.append("| `%s` | %d | %s |\n".formatted(shortened(line.file), line.lines, line.kind.word)));
        text.append("\nIn all %d lines: %d domain, %d promises to others (topics, schemas, the API), %d neither.\n\n".formatted(
                sum(lines, Kind.DOMAIN) + sum(lines, Kind.PROMISE) + sum(lines, Kind.REST), sum(lines, Kind.DOMAIN),
                sum(lines, Kind.PROMISE), sum(lines, Kind.REST)));
        return text.toString();
    }

    private static String shortened(String file) {
        return file.replace("src/main/java/dev/gatehouse/useractions/", "").replace("src/main/resources/", "");
    }

    private static long sum(List<Line> lines, Kind kind) {
        return lines.stream().filter(line -> line.kind == kind).mapToLong(Line::lines).sum();
    }
}
