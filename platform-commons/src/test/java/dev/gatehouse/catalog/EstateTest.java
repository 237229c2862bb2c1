package dev.gatehouse.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.gatehouse.catalog.Catalog.Problems;
import dev.gatehouse.catalog.Catalog.Valid;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The descriptors of this project's own services, and what follows from them. After a wanted change:
 * {@code mvn test -pl platform-commons -am -Dtest=EstateTest -Dsurefire.failIfNoSpecifiedTests=false -Dgatehouse.golden.write=true},
 * then review the difference.
 */
class EstateTest {
    private static final String REMEDY = "%s differs from what the descriptors say; if that is wanted, run this test with -Dgatehouse.golden.write=true and review the difference";

    @Test
    void theDescriptorsOfAllServicesAgree() throws IOException {
        assertThat(Catalog.check(descriptors())).isInstanceOf(Valid.class);
    }

    @Test
    void whatFollowsFromTheDescriptorsWasReviewed() throws IOException {
        isAsReviewed("docs/catalog.txt", EstateText.of(catalog(), Replication.THREE_BROKERS));
    }

    @Test
    void thePictureOfTheEstateShowsWhatTheDescriptorsSay() throws IOException {
        isAsReviewed("docs/catalog.mmd", Mermaid.of(catalog()));
    }

    private static void isAsReviewed(String file, String text) throws IOException {
        var golden = Project.root().resolve(file);
        if (Boolean.getBoolean("gatehouse.golden.write"))
            Files.writeString(golden, text);
        assertThat(golden).as(REMEDY, file).isRegularFile().hasContent(text);
    }

    static Catalog catalog() throws IOException {
        return switch (Catalog.check(descriptors())) {
            case Valid valid -> valid.catalog();
            case Problems found -> throw new AssertionError(found.problems());
        };
    }

    private static List<DescriptorFile> descriptors() throws IOException {
        var files = new ArrayList<DescriptorFile>();
        try (var services = Files.newDirectoryStream(Project.root().resolve("services"))) {
            for (Path service : services) {
                var descriptor = service.resolve("src/main/resources/service.yml");
                if (Files.exists(descriptor))
                    files.add(DescriptorFile.read(descriptor, Project.root().relativize(descriptor).toString()));
            }
        }
        return files;
    }
}
