package dev.gatehouse.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.postgresql.PGConnection;

import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.demo.estate.Estate;

/** Whoever has the disks of broker and database, and looks for a word: as it stands, in hexadecimal, in Base64. */
record Search(Estate estate) {
    /** Rows, wherever the server put them. */
    List<String> heap(String word) {
        return files(database(), file -> !file.contains("/pg_wal/"), word);
    }

    /** The write-ahead log. */
    List<String> log(String word) {
        return files(database().resolve("pg_wal"), file -> true, word);
    }

    /** What partitions hold; their indexes hold numbers. */
    List<String> broker(String word) {
        return files(estate.folder().resolve("kafka"), file -> file.endsWith(".log"), word);
    }

    List<String> serverLogs(String word) {
        return files(estate.folder().resolve("logs"), file -> true, word);
    }

    /** The tables with the word, once for each column with it, as COPY writes them out. */
    List<String> dump(String word) {
        var found = new ArrayList<String>();
        try (var connection = TestDatabase.connect("operator"); var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var all = statement.executeQuery("SELECT schemaname || '.' || quote_ident(tablename) FROM pg_tables "
                    + "WHERE schemaname IN ('public', 'notary', 'clerk')")) {
                while (all.next())
                    tables.add(all.getString(1));
            }
            for (var table : tables) {
                var text = new ByteArrayOutputStream();
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY %s TO STDOUT".formatted(table), text);
                text.toString(StandardCharsets.UTF_8).lines().flatMap(line -> Stream.of(line.split("\\t", -1)))
                        .filter(column -> holds(column, word)).forEach(column -> found.add(table));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path database() {
        return estate.database().settings().folder().resolve("data");
    }

    private static List<String> files(Path folder, Predicate<String> which, String word) {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(Path::toString).filter(which).filter(file -> holds(content(file), word))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return ""; // a server may take a file away meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(String text, String word) {
        return spellings(word).stream().anyMatch(text::contains);
    }

    /** In Base64 a word looks in three ways, by where it begins; its ends depend on what is beside it. */
    private static Set<String> spellings(String word) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        var all = new TreeSet<>(Set.of(word, HexFormat.of().formatHex(bytes), HexFormat.of().withUpperCase().formatHex(bytes)));
        for (int skipped = 0; skipped < 3; skipped++) {
            var whole = (bytes.length - skipped) / 3 * 3;
            all.add(Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(bytes, skipped, skipped + whole)));
        }
        return all;
    }
}
