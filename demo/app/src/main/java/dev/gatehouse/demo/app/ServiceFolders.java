package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.contract.local.LocalContracts;
import dev.gatehouse.demo.estate.VersionedFolder;

/** Writes what each service finds in its own folder when it starts, and the folders that all of them share. */
record ServiceFolders(Path data, PlatformCatalog catalog, Identities identities) {
    static Path of(Path data, String service) {
        return data.resolve("services").resolve(service);
    }

    static Path temporary(Path data) {
        return data.resolve("temporary");
    }

    void write() {
        try {
            Files.createDirectories(temporary(data));
            for (var shared : List.of("directory", "revocations", "logs"))
                Files.createDirectories(data.resolve(shared));
            Files.writeString(data.resolve("ca.pem"), identities.authority());
            Files.writeString(data.resolve("devices-ca.pem"), identities.deviceAuthority());
            renew();
            for (var service : catalog.services())
                LocalContracts.write(of(data, service), catalog.contractOf(service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The certificates anew; services and scripts find them where they were. */
    void renew() {
        identities.write(data.resolve("identities"));
        catalog.services().forEach(this::writeIdentity);
    }

    private void writeIdentity(String service) {
        var files = new HashMap<String, String>();
        files.put("certificate.pem", identities.of(service).certificates());
        files.put("key.pem", identities.of(service).key());
        files.put("ca.pem", identities.authority());
        files.put("identity.json", label(service));
        if (service.equals(World.DEVICE_DOOR))
            files.put("devices-ca.pem", identities.deviceAuthority());
        new VersionedFolder(of(data, service).resolve("identity")).write(files);
    }

    private String label(String service) {
        var mapper = JsonMapper.builder().build();
        return mapper.writeValueAsString(
                mapper.createObjectNode().put("format", 1).put("realm", catalog.realm().value()).put("service", service));
    }
}
