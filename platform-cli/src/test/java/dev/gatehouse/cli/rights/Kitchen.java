package dev.gatehouse.cli.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.gatehouse.demo.estate.Estate;

/** A project of two services on disk. */
public final class Kitchen {
    private static final String RESOURCES = "services/%s/src/main/resources/";

    private Kitchen() {}

    public static void write(Path project) {
        file(project, RESOURCES.formatted("baker") + "service.yml", """
                service: baker
                team: kitchen
                topics:
                  bread.v1:
                    readers: [cook]
                    protection: sealed
                    key: plain
                    partitions: 2
                    retention: 30d
                    events: { kitchen.baked: schemas/baked.v1.json }
                """);
        file(project, RESOURCES.formatted("baker") + "schemas/baked.v1.json", "{}");
        file(project, RESOURCES.formatted("cook") + "service.yml", """
                service: cook
                team: dining-room
                consumes:
                  bread.v1: { from: baker }
                """);
        file(project, RESOURCES.formatted("cook") + "schemas/baker/baked.v1.json", "{}");
    }

    /**
     * A target with the operator's identity.
     *
     * @param more members of the document, such as {@code "database":{"url":"..."}}
     */
    static void target(Path project, Estate estate, String more) {
        var files = estate.identityFolder("operator");
        file(project, "target.json", """
                {"format":1,"realm":"%s","kafka":{"bootstrap":"%s"},"ca":"%s","dataDir":"data",%s,
                 "identities":{"operator":{"certificate":"%s","key":"%s"}}}
                """.formatted(estate.realm(), estate.bootstrap(), files.resolve("ca.pem"), more, files.resolve("certificate.pem"),
                files.resolve("key.pem")));
    }

    public static void file(Path project, String name, String text) {
        try {
            var file = project.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
