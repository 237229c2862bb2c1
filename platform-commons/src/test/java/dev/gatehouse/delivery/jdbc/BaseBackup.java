package dev.gatehouse.delivery.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.gatehouse.demo.estate.Estate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A base backup of the shared database while it runs, and the database put back to it: the low-level calls that pg_basebackup
 * is made of (PostgreSQL manual, 25.3.4), which is not among the embedded programs.
 */
public final class BaseBackup {
    private BaseBackup() {}

    public static void take(Path copy) throws Exception {
        try (var operator = TestDatabase.connect("operator"); var statement = operator.createStatement()) {
            statement.execute("SELECT pg_backup_start('test', true)");
            run("cp", "-a", data().toString(), copy.toString());
            Files.delete(copy.resolve("postmaster.pid"));
            try (var stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                assertThat(stopped.next()).isTrue();
                Files.writeString(copy.resolve("backup_label"), stopped.getString(1));
            }
        }
        run("rm", "-rf", copy.resolve("pg_wal").toString());
        run("cp", "-a", data().resolve("pg_wal").toString(), copy.resolve("pg_wal").toString());
    }

    /** After a crash that took everything since. */
    public static void restore(Path copy) throws IOException, InterruptedException {
        var database = Estate.shared().database();
        database.kill9();
        run("rm", "-rf", data().toString());
        run("cp", "-a", copy.toString(), data().toString());
        database.start();
    }

    private static Path data() {
        return Estate.shared().database().settings().folder().resolve("data");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
