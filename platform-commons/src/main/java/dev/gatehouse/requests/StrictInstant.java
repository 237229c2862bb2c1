package dev.gatehouse.requests;

import java.time.DateTimeException;
import java.time.Instant;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** A time is a string with an offset (RFC 3339, section 5.6). Jackson's own reading takes numbers, too, and digits in a string. */
final class StrictInstant extends StdDeserializer<Instant> {
    StrictInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING))
            throw context.wrongTokenException(json, Instant.class, JsonToken.VALUE_STRING, "a time is a string");
        try {
            return Instant.parse(json.getString());
        } catch (DateTimeException unsaid) {
            throw context.weirdStringException(json.getString(), Instant.class, "a time follows RFC 3339");
        }
    }
}
