package dev.gatehouse.delivery;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.BoundHeaders;
import dev.gatehouse.sealing.Header;

/**
 * CloudEvents 1.0 attributes as Kafka headers (binary content mode). Extensions: {@code causationid} and {@code correlationid}
 * as in CloudEvents' correlation extension, {@code causetype}, and {@code sequence} for the version of the aggregate.
 */
public final class Attributes {
    private static final byte[] SPEC_VERSION = ascii("1.0");
    private static final byte[] JSON = ascii("application/json");
    private final byte[] source;

    /** {@code source} of all events of this service: {@code //<realm>/<service>}. */
    public Attributes(String source) {
        this.source = ascii(source);
    }

    /** In the order of the names' bytes, so that the seal need not sort them. */
    public List<Header> of(EventTypeName type, EventId id, String subject, Instant time, About about) {
        var headers = new ArrayList<Header>(12);
        var cause = about.cause();
        if (cause instanceof Cause.Event event) {
            headers.add(new Header("ce_causationid", ascii(event.id().value())));
            headers.add(new Header("ce_causetype", ascii("event")));
            headers.add(new Header("ce_correlationid", ascii(event.correlation().value())));
        } else {
            headers.add(new Header("ce_causetype", ascii(word(cause))));
        }
        headers.add(new Header("ce_id", ascii(id.value())));
        var version = about.version();
        if (version != null)
            headers.add(new Header("ce_sequence", ascii(version.toString())));
        headers.add(new Header("ce_source", source));
        headers.add(new Header("ce_specversion", SPEC_VERSION));
        headers.add(new Header("ce_subject", subject.getBytes(StandardCharsets.UTF_8)));
        headers.add(new Header("ce_time", ascii(time.toString())));
        headers.add(new Header("ce_type", ascii(type.value())));
        headers.add(new Header("content-type", JSON));
        return headers;
    }

    /** @throws PayloadRefusedException when an attribute is missing or not legal */
    public static EventMetadata read(BoundHeaders headers, TopicName topic, ServiceName producer) {
        try {
            if (!need(headers, "ce_specversion").equals("1.0") || !need(headers, "content-type").equals("application/json"))
                throw new PayloadRefusedException("not a CloudEvents 1.0 event with a JSON payload");
            var version = headers.text("ce_sequence");
            return new EventMetadata(new EventId(need(headers, "ce_id")), new EventTypeName(need(headers, "ce_type")), topic,
                    producer,
                    Instant.parse(need(headers, "ce_time")), headers.text("ce_subject"),
                    version == null ? null : Long.valueOf(version),
                    cause(headers));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new PayloadRefusedException("an attribute of the event is not legal");
        }
    }

    private static Cause cause(BoundHeaders headers) {
        var word = need(headers, "ce_causetype");
        return switch (word) {
            case "event" ->
                new Cause.Event(new EventId(need(headers, "ce_causationid")), new EventId(need(headers, "ce_correlationid")));
            case "user" -> Cause.user();
            case "device" -> Cause.device();
            case "schedule" -> Cause.schedule();
            default -> throw new PayloadRefusedException("a cause of an unknown kind");
        };
    }

    private static String word(Cause cause) {
        return switch (cause) {
            case Cause.Event event -> "event";
            case Cause.User user -> "user";
            case Cause.Device device -> "device";
            case Cause.Schedule schedule -> "schedule";
        };
    }

    private static String need(BoundHeaders headers, String name) {
        @Nullable
        String value = headers.text(name);
        if (value == null)
            throw new PayloadRefusedException("the attribute %s is missing".formatted(name));
        return value;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
