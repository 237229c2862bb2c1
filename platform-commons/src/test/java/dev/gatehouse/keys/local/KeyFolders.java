package dev.gatehouse.keys.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** A local platform's data folder with the keys of a baker. */
record KeyFolders(Path data) {
    static final Realm REALM = new Realm("local-test");
    static final ServiceName BAKER = new ServiceName("baker");
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    LocalKeys keys() {
        return new LocalKeys(data.resolve("services/baker"), data, REALM, BAKER, InstantSource.fixed(NOW));
    }

    Path seeds(int version) {
        return data.resolve("services/baker/keys/%d.json".formatted(version));
    }

    Path entry(int version) {
        return data.resolve("directory/baker/%d.json".formatted(version));
    }

    Path tombstone(String keyId) {
        return data.resolve("services/baker/keys/destroyed/%s.json".formatted(keyId));
    }

    Path revocation(String keyId) {
        return data.resolve("revocations/%s.json".formatted(keyId));
    }

    LocalRevocations revocations() {
        return new LocalRevocations(data, REALM, InstantSource.fixed(NOW.plusSeconds(3600)), problem -> {
            throw new AssertionError(problem);
        });
    }

    /** As a service would read it now. */
    DirectoryReading directory() {
        var directory = new LocalDirectory(data, REALM, InstantSource.fixed(NOW.plusSeconds(3600)), alarm -> {});
        directory.refresh(Set.of(BAKER));
        return directory.latest();
    }

    Path bar(int number) {
        return data.resolve("revocations/services/baker/%d.json".formatted(number));
    }

    Path lift(int number) {
        return data.resolve("revocations/services/baker/%d.lifted.json".formatted(number));
    }

    void addVersion(int version) {
        KeyFiles.create(seeds(version), SeedFile.random(REALM, BAKER, version, NOW.plusSeconds(version)));
    }

    void revoke(String keyId) {
        write(revocation(keyId), "{\"format\":1,\"keyId\":\"%s\",\"revokedAt\":\"%s\"}".formatted(keyId, NOW));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void replace(Path file, String piece, String instead) {
        var before = text(file);
        var after = before.replace(piece, instead);
        if (after.equals(before))
            throw new AssertionError("'%s' is not in %s".formatted(piece, file));
        write(file, after);
    }
}
