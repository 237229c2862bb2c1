package dev.gatehouse.architecture;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import dev.gatehouse.docs.Generated;
import dev.gatehouse.names.ServiceName;

/**
 * Draws docs/packages.mmd, and the same picture in docs/architecture.md: who uses whom, from the class files. An arrow that
 * follows from others is left out.
 */
class PackagesPictureTest {
    private static final String ROOT = "dev.gatehouse.";

    @Test
    void thePictureShowsTheArrowsThatThereAre() throws IOException {
        Generated.isFile("docs/packages.mmd", picture());
    }

    @Test
    void theDocumentShowsThePicture() throws IOException {
        Generated.isBlock("docs/architecture.md", "packages", "```mermaid\n" + picture() + "```\n");
    }

    private static String picture() {
        var text = new StringBuilder("flowchart TD\n");
        var arrows = arrows();
        arrows.forEach((from, all) -> all.stream().filter(to -> !followsFromOthers(arrows, from, to))
                .forEach(to -> text.append("    %s --> %s\n".formatted(node(from), node(to)))));
        return text.toString();
    }

    private static Map<String, Set<String>> arrows() {
        var location = ServiceName.class.getProtectionDomain().getCodeSource().getLocation();
        var arrows = new TreeMap<String, Set<String>>();
        for (var type : new ClassFileImporter().importUrl(location))
            for (var dependency : type.getDirectDependenciesFromSelf())
                if (isOurs(dependency.getTargetClass()) && !name(dependency.getTargetClass()).equals(name(type)))
                    arrows.computeIfAbsent(name(type), t -> new TreeSet<>()).add(name(dependency.getTargetClass()));
        return arrows;
    }

    private static boolean followsFromOthers(Map<String, Set<String>> arrows, String from, String to) {
        return arrows.getOrDefault(from, Set.of()).stream()
                .anyMatch(between -> !between.equals(to) && leads(arrows, between, to));
    }

    private static boolean leads(Map<String, Set<String>> arrows, String from, String to) {
        var next = arrows.getOrDefault(from, Set.of());
        return next.contains(to) || next.stream().anyMatch(between -> leads(arrows, between, to));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith(ROOT);
    }

    private static String name(JavaClass type) {
        return type.getBaseComponentType().getPackageName().substring(ROOT.length());
    }

    private static String node(String name) {
        return name.replace('.', '_') + "[" + name + "]";
    }
}
