package dev.gatehouse.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.keys.PseudonymKeys;
import dev.gatehouse.names.EventId;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.Sealer;
import dev.gatehouse.sealing.Sealing;

/** From an event to the sealed record that carries it, whichever way it goes then. Thread-safe; never asks the network. */
public final class EventSealer implements Pseudonyms {
    private static final int RECORD_OVERHEAD = 512;
    private final EventKinds kinds;
    private final Attributes attributes;
    private final PseudonymKeys pseudonyms;
    private final Sealer sealer;
    private final InstantSource clock;

    public EventSealer(EventKinds kinds, Attributes attributes, PseudonymKeys pseudonyms, Sealer sealer, InstantSource clock) {
        this.kinds = kinds;
        this.attributes = attributes;
        this.pseudonyms = pseudonyms;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** @throws NotSentException when the event is refused */
    public SealedEvent seal(Object event, About about) {
        var kind = kindOf(event.getClass());
        var id = idOf(kind, about);
        var subject = subjectOf(kind.topic(), about.subject());
        var headers = attributes.of(kind.type(), id, subject, clock.instant(), about);
        return new SealedEvent(kind.topic(), id, subject, headers, sealed(kind, subject, headers, event));
    }

    @Override
    public EventId eventId(Class<?> event, String... parts) {
        var topic = kindOf(event).topic();
        if (topic.key() != KeyKind.PSEUDONYMOUS)
            throw new IllegalArgumentException(
                    "%s has no pseudonyms: its descriptor does not say 'key: pseudonymous'".formatted(topic.topic()));
        return new EventId(HexFormat.of().formatHex(pseudonyms.of(topic.topic()).of("event", parts)));
    }

    private byte[] sealed(EventKind kind, String subject, List<Header> headers, Object event) {
        byte[] payload;
        try {
            payload = kind.write(event);
        } catch (PayloadRefusedException e) {
            throw new NotSentException(Code.BAD_PAYLOAD, e.getMessage() + " (" + kind.type() + ")");
        }
        var topic = kind.topic().topic();
        var key = subject.getBytes(StandardCharsets.UTF_8);
        var value = switch (sealer.seal(topic, key, headers, payload)) {
            case Sealing.Sealed(var bytes) -> bytes;
            case Sealing.NoSession() -> throw new NotSentException(Code.NO_SESSION,
                    "there is no sealing session for %s yet, or none any more".formatted(topic));
            case Sealing.NotWritten() -> throw new NotSentException(Code.NOT_DECLARED,
                    "the contract does not let this service write %s: name it as a writer in the service.yml of %s"
                            .formatted(topic, kind.topic().owner()));
            case Sealing.Malformed(var why) -> throw new NotSentException(Code.BAD_PAYLOAD, why);
        };
        int size = value.length + key.length + RECORD_OVERHEAD + headers.stream().mapToInt(EventSealer::size).sum();
        if (size > kind.topic().maxMessageBytes())
            throw new NotSentException(Code.TOO_LARGE, "a sealed event of %d bytes is too large for %s".formatted(size, topic));
        return value;
    }

    private EventKind kindOf(Class<?> type) {
        try {
            return kinds.published(type);
        } catch (UndeclaredEventException e) {
            throw new NotSentException(Code.NOT_DECLARED, String.valueOf(e.getMessage()));
        }
    }

    /** An event caused by another has an id that follows from it, so that a handler that runs twice sends the same event. */
    private static EventId idOf(EventKind kind, About about) {
        var own = about.id();
        if (own != null)
            return own;
        return about.cause() instanceof Cause.Event event
                ? derived(event.id().value(), kind.type().value(), about.subject(), String.valueOf(about.version()))
                : EventId.random();
    }

    private static EventId derived(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return new EventId(HexFormat.of().formatHex(sha.digest(), 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String subjectOf(TopicContract topic, String subject) {
        return topic.key() == KeyKind.PSEUDONYMOUS
                ? HexFormat.of().formatHex(pseudonyms.of(topic.topic()).of("subject", subject))
                : subject;
    }

    private static int size(Header header) {
        var value = header.value();
        return header.name().length() + (value == null ? 0 : value.length) + 10;
    }
}
