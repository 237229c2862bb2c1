package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Looks for a word in all files below a folder: as it is, in hexadecimal, and in Base64 wherever it may begin. */
final class Search {
    private static final long LARGEST = 64L << 20;
    private final List<String> forms = new ArrayList<>();

    Search(String word) {
        var bytes = word.getBytes(StandardCharsets.US_ASCII);
        var hex = HexFormat.of().formatHex(bytes);
        forms.addAll(List.of(word, hex, hex.toUpperCase(Locale.ROOT)));
        for (int shift = 0; shift < 3; shift++)
            forms.add(base64(bytes, shift));
    }

    /** What stays the same of the word's Base64, whatever comes before and after it. */
    private static String base64(byte[] word, int shift) {
        var shifted = new byte[shift + word.length];
        System.arraycopy(word, 0, shifted, shift, word.length);
        var text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = shift == 0 ? 0 : shift + 1;
        int last = (shifted.length / 3) * 4;
        return text.substring(first, Math.min(last, text.length()));
    }

    /** The files that hold the word. Those that vanish meanwhile, or that nobody may read, are passed over. */
    List<Path> in(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && attributes.size() <= LARGEST && holdsIt(file))
                    found.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private boolean holdsIt(Path file) {
        try {
            var content = Files.readString(file, StandardCharsets.ISO_8859_1);
            return forms.stream().anyMatch(content::contains);
        } catch (IOException | UncheckedIOException gone) {
            return false;
        }
    }
}
