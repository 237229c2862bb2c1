package dev.gatehouse.keys.local;

import dev.gatehouse.keys.PublicKeyVersion;

/** {@code revocations/services/<service>/<number>.lifted.json}: from which key version on those of a service count again. */
record LiftFile(int format, String service, int number, int firstVersion, String liftedAt) {
    LiftFile {
        if (format != 1)
            throw new IllegalArgumentException("format %d of a lifted bar is not known".formatted(format));
        if (firstVersion < 1 || firstVersion > PublicKeyVersion.LAST_VERSION)
            throw new IllegalArgumentException(
                    "key version %d is not legal: 1 to %d".formatted(firstVersion, PublicKeyVersion.LAST_VERSION));
    }
}
