package dev.gatehouse.keys.local;

/** {@code revocations/<key id>.json}: since when a key version does not count any more. */
record RevocationFile(int format, String keyId, String revokedAt) {
    RevocationFile {
        if (format != 1)
            throw new IllegalArgumentException("format %d of a revocation is not known".formatted(format));
    }
}
