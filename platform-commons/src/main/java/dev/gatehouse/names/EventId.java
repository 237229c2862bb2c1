package dev.gatehouse.names;

import java.util.UUID;

/**
 * Id of an event, unique per topic and producer: 1 to 128 bytes of 0x21 to 0x7E (CloudEvents attribute {@code id}).
 * Never taken from a database sequence: a restored database would hand the same one out again.
 */
public record EventId(String value) {
    private static final Rule RULE = Rule.of("event id", "[\\x21-\\x7E]{1,128}",
            "1 to 128 visible ASCII characters without spaces");

    public EventId {
        RULE.check(value);
    }

    public static EventId random() {
        return new EventId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
