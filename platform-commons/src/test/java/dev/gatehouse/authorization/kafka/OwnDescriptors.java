package dev.gatehouse.authorization.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Catalog.Problems;
import dev.gatehouse.catalog.Catalog.Valid;
import dev.gatehouse.catalog.DescriptorFile;
import dev.gatehouse.catalog.Project;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.names.Realm;

/** What the services of this project say of themselves. */
final class OwnDescriptors {
    static final Realm REALM = new Realm("local-demo");

    private OwnDescriptors() {}

    static Catalog catalog() {
        var files = new ArrayList<DescriptorFile>();
        try (var services = Files.newDirectoryStream(Project.root().resolve("services"))) {
            for (Path service : services) {
                var descriptor = service.resolve("src/main/resources/service.yml");
                if (Files.exists(descriptor))
                    files.add(DescriptorFile.read(descriptor, Project.root().relativize(descriptor).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switch (Catalog.check(files)) {
            case Valid valid -> valid.catalog();
            case Problems found -> throw new AssertionError(found.problems());
        };
    }

    static Wanted wanted() {
        return new Wanted(catalog(), REALM, Replication.ONE_BROKER);
    }
}
