package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * The folder of one run, claimed by a lock on {@code demo.lock} that ends with the process however that ends: so a file that
 * is there and not locked tells of a run that crashed. Only its owner may read it.
 */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "demo.lock";

    private final Path folder;
    private final FileChannel lock;
    private final boolean stale;

    private DataFolder(Path folder, FileChannel lock, boolean stale) {
        this.folder = folder;
        this.lock = lock;
        this.stale = stale;
    }

    /**
     * Takes a folder, and empties it if an earlier demo left it.
     *
     * @throws CommandFailedException if a running demo has it, or something else is in it
     */
    static DataFolder claim(Path folder) {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            boolean stale = Files.exists(folder.resolve(LOCK));
            if (!stale && !entries(folder).isEmpty())
                throw new CommandFailedException(ExitCode.USAGE,
                        "%s is not empty, and what is in it is not of a demo".formatted(folder),
                        "Name another folder by --data-dir, or a new one");
            var lock = FileChannel.open(folder.resolve(LOCK), CREATE, READ, WRITE);
            if (!isOurs(lock)) {
                lock.close();
                throw new CommandFailedException(ExitCode.USAGE,
                        "%s belongs to a demo that is running".formatted(folder),
                        "End that demo, or name another folder by --data-dir");
            }
            var claimed = new DataFolder(folder, lock, stale);
            claimed.empty();
            lock.truncate(0);
            lock.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return claimed;
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.USAGE,
                    "the folder %s cannot be used (%s)".formatted(folder, e.getClass().getSimpleName()),
                    "Name a folder that you may write to by --data-dir", e);
        }
    }

    private static boolean isOurs(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    Path path() {
        return folder;
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Whether an earlier run had left it. */
    boolean wasStale() {
        return stale;
    }

    /** Gives it back, as it is. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives it back, with nothing left. */
    void delete() {
        try {
            empty();
            Files.deleteIfExists(folder.resolve(LOCK));
            lock.close();
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void empty() throws IOException {
        for (var entry : entries(folder)) {
            if (entry.endsWith(LOCK))
                continue;
            try (var below = Files.walk(entry)) {
                for (var path : below.sorted(Comparator.reverseOrder()).toList())
                    Files.deleteIfExists(path);
            }
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
