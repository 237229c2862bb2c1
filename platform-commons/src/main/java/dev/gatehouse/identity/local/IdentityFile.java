package dev.gatehouse.identity.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** Label of an identity folder, {@code identity.json}: whom its files were issued for. */
record IdentityFile(Realm realm, ServiceName service) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static IdentityFile read(Path file) {
        try {
            var content = JSON.readValue(Files.readAllBytes(file), Content.class);
            if (content.format() != 1)
                throw new IOException("another format");
            return new IdentityFile(new Realm(content.realm()), new ServiceName(content.service()));
        } catch (NoSuchFileException absent) {
            throw LocalIdentity.missing(file, absent);
        } catch (IOException | JacksonException | IllegalArgumentException | NullPointerException broken) {
            throw LocalIdentity.unreadable(file, broken);
        }
    }

    private record Content(int format, String realm, String service) {}
}
