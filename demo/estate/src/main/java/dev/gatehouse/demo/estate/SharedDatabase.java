package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A database for tests that need no broker: one for each JVM, started at first use and taken away with its folder when the JVM
 * ends. One thread at a time.
 */
public final class SharedDatabase {
    private final Grounds grounds;
    private final Database database;

    private SharedDatabase(Grounds grounds) {
        this.grounds = grounds;
        this.database = new Database(new DatabaseSettings(grounds.file("database"), grounds.file("database.log"),
                grounds.port(2), grounds.issue("database"), grounds.authority().certificatePem()));
    }

    public static SharedDatabase get() {
        return Holder.SHARED;
    }

    /** Running, unless a test has ended it. */
    public Database database() {
        return database;
    }

    /** {@code certificate.pem}, {@code key.pem} and {@code ca.pem} of a service or of the operator, in a folder of its own. */
    public Path identityFolder(String name) {
        return grounds.identityFolder(name);
    }

    private static final class Holder {
        static final SharedDatabase SHARED = start();

        private static SharedDatabase start() {
            try {
                var shared = new SharedDatabase(
                        new Grounds(Files.createTempDirectory("gatehouse-database"), "local-demo", "Local demo services"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    shared.database.kill9();
                    shared.grounds.leave();
                }, "database-end"));
                shared.database.start();
                return shared;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
