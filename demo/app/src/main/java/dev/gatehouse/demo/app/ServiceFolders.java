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

    void write() {
        try {
            for (var shared : List.of("directory", "revocations", "logs"))
                Files.createDirectories(data.resolve(shared));
            Files.writeString(data.resolve("ca.pem"), identities.authority());
            Files.writeString(data.resolve("devices-ca.pem"), identities.deviceAuthority());
            identities.write(data.resolve("identities"));
            for (var service : catalog.services())
                write(service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String service) throws IOException {
        var folder = of(data, service);
        var files = new HashMap<String, String>();
        files.put("certificate.pem", identities.of(service).certificates());
        files.put("key.pem", identities.of(service).key());
        files.put("ca.pem", identities.authority());
        files.put("identity.json", label(service));
        if (service.equals(World.DEVICE_DOOR))
            files.put("devices-ca.pem", identities.deviceAuthority());
        new VersionedFolder(folder.resolve("identity")).write(files);
        LocalContracts.write(folder, catalog.contractOf(service));
    }

    private String label(String service) {
        var mapper = JsonMapper.builder().build();
        return mapper.writeValueAsString(
                mapper.createObjectNode().put("format", 1).put("realm", catalog.realm().value()).put("service", service));
    }
}
