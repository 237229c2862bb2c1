package dev.gatehouse.audit;

import java.time.Instant;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Something that a security-minded reader wants to know of. Holds names and places, never a payload, key or token.
 *
 * @param time when it was noticed
 * @param kind which capability speaks, a lower-case word such as {@code web} or {@code sealing}
 * @param code stable, upper snake case, from that capability's enum
 * @param subject whom it is about: a service, a device, or the subject of a certificate that was not accepted
 * @param topic the topic, when a record is concerned; with {@code partition} and {@code offset} its exact place
 * @param peer the other side of the connection or of the record: an address or a service
 * @param detail a few words that the code does not say
 */
public record SecurityEvent(Instant time, String kind, String code, @Nullable String subject, @Nullable String topic,
        @Nullable Integer partition, @Nullable Long offset, @Nullable String peer, @Nullable String detail) {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,31}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    public SecurityEvent {
        if (!KIND.matcher(kind).matches() || !CODE.matcher(code).matches())
            throw new IllegalArgumentException("kind must be a lower-case word and code an upper snake case one");
    }

    public static SecurityEvent of(Instant time, String kind, String code) {
        return new SecurityEvent(time, kind, code, null, null, null, null, null, null);
    }

    public SecurityEvent about(@Nullable String subject) {
        return new SecurityEvent(time, kind, code, subject, topic, partition, offset, peer, detail);
    }

    public SecurityEvent at(String topic, int partition, long offset) {
        return new SecurityEvent(time, kind, code, subject, topic, partition, offset, peer, detail);
    }

    public SecurityEvent from(@Nullable String peer) {
        return new SecurityEvent(time, kind, code, subject, topic, partition, offset, peer, detail);
    }

    public SecurityEvent saying(@Nullable String detail) {
        return new SecurityEvent(time, kind, code, subject, topic, partition, offset, peer, detail);
    }
}
