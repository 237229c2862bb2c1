package dev.gatehouse.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Links between documents, and from documents to files of the project. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    @Test
    void everyLinkLeadsToAFileOrHeadingThatIsThere() throws IOException {
        var broken = new ArrayList<String>();
        for (var document : Documents.all())
            for (var link : links(document))
                if (!leadsSomewhere(document, link))
                    broken.add(document.getFileName() + ": " + link);

        assertThat(broken).isEmpty();
    }

    @Test
    void noDocumentNamesAPlaceOnSomebodysMachine() throws IOException {
        for (var document : Documents.all())
            assertThat(Files.readString(document)).as(document.toString())
                    .doesNotContainPattern("(?m)(^|[\\s`(])/(home|root|work|Users)/");
    }

    private static List<String> links(Path document) throws IOException {
        return LINK.matcher(Files.readString(document)).results().map(found -> found.group(1)).filter(link -> !link.contains(":"))
                .toList();
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As GitHub makes them: lower case, blanks become hyphens, everything but letters, digits, hyphens and underscores goes. */
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document)).results().map(found -> found.group(1).strip().toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).toList();
    }
}
