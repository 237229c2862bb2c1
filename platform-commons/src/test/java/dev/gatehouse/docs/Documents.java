package dev.gatehouse.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.gatehouse.catalog.Project;

/** What lies in the project's folder: documents, and the sources of tests. */
final class Documents {
    private Documents() {}

    /** Every document in Markdown: those beside the README, and all below {@code docs}. */
    static List<Path> all() throws IOException {
        try (var top = Files.list(Project.root()); var below = Files.walk(Project.root().resolve("docs"))) {
            return Stream.concat(top, below).filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    /** Sources of all tests of all modules, by the simple name of the class. */
    static Map<String, Path> tests() throws IOException {
        var tests = new TreeMap<String, Path>();
        for (var source : sources(file -> file.toString().contains("/src/test/java/")))
            tests.put(source.getFileName().toString().replace(".java", ""), source);
        return tests;
    }

    private static List<Path> sources(Predicate<Path> wanted) throws IOException {
        try (var files = Files.walk(Project.root())) {
            return files.filter(file -> file.toString().endsWith(".java")).filter(wanted).toList();
        }
    }
}
