package dev.gatehouse.keys.local;

/** {@code keys/hmac/<topic>.json}: the HMAC key of a pseudonymous topic, 32 bytes in Base64. */
record PseudonymFile(int format, String topic, String key) {
    PseudonymFile {
        if (format != 1)
            throw new IllegalArgumentException("format %d of a pseudonym key file is not known".formatted(format));
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "pseudonym key of " + topic;
    }
}
