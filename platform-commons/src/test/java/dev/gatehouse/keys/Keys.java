package dev.gatehouse.keys;

import java.time.Instant;
import java.util.Arrays;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** A few key versions, made once: an X-Wing key pair takes longer than most tests. */
final class Keys {
    static final Realm REALM = new Realm("local-test");
    static final ServiceName SERVICE = new ServiceName("iot-ingest");
    static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");
    static final OwnKeyVersion FIRST = own(SERVICE, 1, 1);
    static final OwnKeyVersion SECOND = own(SERVICE, 2, 2);
    static final OwnKeyVersion OTHERS = own(new ServiceName("billing"), 1, 3);

    private Keys() {}

    private static OwnKeyVersion own(ServiceName service, int version, int seed) {
        return OwnKeyVersion.fromSeeds(REALM, service, version, filled(seed), filled(seed + 100), FROM.plusSeconds(version));
    }

    static byte[] filled(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
