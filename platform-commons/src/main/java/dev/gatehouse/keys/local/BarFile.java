package dev.gatehouse.keys.local;

/** {@code revocations/services/<service>/<number>.json}: since when no key version of a service counts. */
record BarFile(int format, String service, int number, String since) {
    BarFile {
        if (format != 1)
            throw new IllegalArgumentException("format %d of a bar is not known".formatted(format));
    }
}
