package dev.gatehouse.keys.local;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;

import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** {@code directory/<service>/<version>.json}: the public half of a key version; keys in Base64. */
record DirectoryFile(int format, String realm, String service, int version, String kem, String sign, String activeFrom) {
    DirectoryFile {
        if (format != 1)
            throw new IllegalArgumentException("format %d of a directory entry is not known".formatted(format));
    }

    static DirectoryFile of(PublicKeyVersion v) {
        return new DirectoryFile(1, v.realm().value(), v.service().value(), v.version(),
                Base64.getEncoder().encodeToString(v.kem()),
                Base64.getEncoder().encodeToString(v.sign()), v.activeFrom().toString());
    }

    static Path in(Path directory, PublicKeyVersion v) {
        return directory.resolve(v.service().value()).resolve(v.version() + ".json");
    }

    /** The entry, if the file lies where it says that it belongs; otherwise it counts as absent. */
    static PublicKeyVersion read(Path file, Realm realm, ServiceName service) {
        return KeyFiles.read(file, DirectoryFile.class, entry -> {
            if (!entry.realm.equals(realm.value()) || !entry.service.equals(service.value())
                    || !KeyFiles.stem(file).equals(Integer.toString(entry.version)))
                throw new IllegalStateException(
                        "%s is the entry of another realm, service or version: it is not used".formatted(file));
            return new PublicKeyVersion(realm, service, entry.version, Base64.getDecoder().decode(entry.kem),
                    Base64.getDecoder().decode(entry.sign), Instant.parse(entry.activeFrom));
        });
    }
}
