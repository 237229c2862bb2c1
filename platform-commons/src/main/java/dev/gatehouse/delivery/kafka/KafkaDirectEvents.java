package dev.gatehouse.delivery.kafka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeader;

import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.EventKind;
import dev.gatehouse.delivery.EventKinds;
import dev.gatehouse.delivery.PayloadRefusedException;
import dev.gatehouse.delivery.UndeclaredEventException;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.keys.PseudonymKeys;
import dev.gatehouse.names.EventId;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.Sealer;
import dev.gatehouse.sealing.Sealing;

/** Seals an event and sends it at once, by an idempotent producer that waits for all in-sync replicas. Thread-safe. */
public final class KafkaDirectEvents implements DirectEvents, Pseudonyms {
    private static final int RECORD_OVERHEAD = 512;
    private final EventKinds kinds;
    private final Attributes attributes;
    private final PseudonymKeys pseudonyms;
    private final Sealer sealer;
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;

    public KafkaDirectEvents(EventKinds kinds, Attributes attributes, PseudonymKeys pseudonyms, Sealer sealer,
            Producer<byte[], byte[]> producer, InstantSource clock) {
        this.kinds = kinds;
        this.attributes = attributes;
        this.pseudonyms = pseudonyms;
        this.sealer = sealer;
        this.producer = producer;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<EventId> send(Object event, About about) {
        var kind = kindOf(event.getClass());
        var topic = kind.topic();
        var id = idOf(kind, about);
        var subject = subjectOf(topic, about.subject());
        var headers = attributes.of(kind.type(), id, subject, clock.instant(), about);
        var key = subject.getBytes(StandardCharsets.UTF_8);
        var value = sealed(kind, key, headers, event);
        var record = new ProducerRecord<>(topic.physical(), key, value);
        headers.forEach(h -> record.headers().add(new RecordHeader(h.name(), h.value())));
        return sent(record, id);
    }

    @Override
    public EventId eventId(Class<?> event, String... parts) {
        var topic = kindOf(event).topic();
        if (topic.key() != KeyKind.PSEUDONYMOUS)
            throw new IllegalArgumentException(
                    "%s has no pseudonyms: its descriptor does not say 'key: pseudonymous'".formatted(topic.topic()));
        return new EventId(HexFormat.of().formatHex(pseudonyms.of(topic.topic()).of("event", parts)));
    }

    private byte[] sealed(EventKind kind, byte[] key, List<Header> headers, Object event) {
        byte[] payload;
        try {
            payload = kind.write(event);
        } catch (PayloadRefusedException e) {
            throw new NotSentException(Code.BAD_PAYLOAD, e.getMessage() + " (" + kind.type() + ")");
        }
        var topic = kind.topic().topic();
        var value = switch (sealer.seal(topic, key, headers, payload)) {
            case Sealing.Sealed(var bytes) -> bytes;
            case Sealing.NoSession() -> throw new NotSentException(Code.NO_SESSION,
                    "there is no sealing session for %s yet, or none any more".formatted(topic));
            case Sealing.NotWritten() -> throw new NotSentException(Code.NOT_DECLARED,
                    "the contract does not let this service write %s: name it as a writer in the service.yml of %s"
                            .formatted(topic, kind.topic().owner()));
            case Sealing.Malformed(var why) -> throw new NotSentException(Code.BAD_PAYLOAD, why);
        };
        int size = value.length + key.length + RECORD_OVERHEAD + headers.stream().mapToInt(KafkaDirectEvents::size).sum();
        if (size > kind.topic().maxMessageBytes())
            throw new NotSentException(Code.TOO_LARGE, "a sealed event of %d bytes is too large for %s".formatted(size, topic));
        return value;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    private CompletableFuture<EventId> sent(ProducerRecord<byte[], byte[]> record, EventId id) {
        var done = new CompletableFuture<EventId>();
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null)
                    done.complete(id);
                else
                    done.completeExceptionally(notSent(record.topic(), failure));
            });
        } catch (RuntimeException e) {
            throw notSent(record.topic(), e);
        }
        return done;
    }

    /** Not the cause's message: some of Kafka's quote the record. */
    private static NotSentException notSent(String topic, Exception failure) {
        var code = switch (failure) {
            case AuthorizationException e -> Code.DENIED;
            case RecordTooLargeException e -> Code.TOO_LARGE;
            case dev.gatehouse.sealing.kafka.RefusedWriteException e -> Code.NOT_DECLARED;
            default -> Code.UNAVAILABLE;
        };
        return new NotSentException(code, "%s on %s".formatted(failure.getClass().getSimpleName(), topic));
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
