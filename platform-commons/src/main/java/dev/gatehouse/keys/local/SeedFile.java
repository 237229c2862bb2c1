package dev.gatehouse.keys.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** {@code keys/<version>.json}: the two seeds of a key version, 32 bytes each in Base64. Readable by the service alone. */
record SeedFile(int format, String realm, String service, int version, String kemSeed, String signSeed, String activeFrom) {
    SeedFile {
        if (format != 1)
            throw new IllegalArgumentException("format %d of a key file is not known".formatted(format));
    }

    static SeedFile random(Realm realm, ServiceName service, int version, Instant activeFrom) {
        return new SeedFile(1, realm.value(), service.value(), version, randomKey(), randomKey(), activeFrom.toString());
    }

    /** @throws IllegalStateException naming the file, when it holds anything but this version of this service */
    static OwnKeyVersion read(Path file, Realm realm, ServiceName service) {
        return KeyFiles.read(file, SeedFile.class, seeds -> {
            if (!seeds.realm.equals(realm.value()) || !seeds.service.equals(service.value())
                    || !KeyFiles.stem(file).equals(Integer.toString(seeds.version)))
                throw new IllegalStateException(
                        "%s is the key file of another realm, service or version: it is not used".formatted(file));
            return seeds.load(realm, service);
        });
    }

    private OwnKeyVersion load(Realm expectedRealm, ServiceName expectedService) {
        var kem = Base64.getDecoder().decode(kemSeed);
        var sign = Base64.getDecoder().decode(signSeed);
        try {
            return OwnKeyVersion.fromSeeds(expectedRealm, expectedService, version, kem, sign, Instant.parse(activeFrom));
        } finally {
            Arrays.fill(kem, (byte) 0);
            Arrays.fill(sign, (byte) 0);
        }
    }

    static String randomKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        var text = Base64.getEncoder().encodeToString(key);
        Arrays.fill(key, (byte) 0);
        return text;
    }

    /** Never shows a seed. */
    @Override
    public String toString() {
        return "seeds of %s/%d".formatted(service, version);
    }
}
