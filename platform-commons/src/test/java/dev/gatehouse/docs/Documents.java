package dev.gatehouse.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** Sources of all tests of all modules, by the simple name of the class; two modules may have one of the same name. */
    static Map<String, String> tests() throws IOException {
        var tests = new TreeMap<String, String>();
        try (var files = Files.walk(Project.root())) {
            for (var source : files.filter(Documents::isTest).toList())
                tests.merge(source.getFileName().toString().replace(".java", ""), Files.readString(source), String::concat);
        }
        return tests;
    }

    private static boolean isTest(Path file) {
        return file.toString().endsWith("Test.java") && file.toString().contains("/src/test/java/");
    }
}
