package dev.gatehouse.sealing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.TopicName;

/** What a hostile broker can do to a record. */
final class Records {
    private Records() {}

    static SealedRecord withValue(SealedRecord r, byte @Nullable [] value) {
        return new SealedRecord(r.topic(), r.partition(), r.offset(), r.key(), r.headers(), value, r.time(), r.timeIs());
    }

    static SealedRecord withKey(SealedRecord r, byte @Nullable [] key) {
        return new SealedRecord(r.topic(), r.partition(), r.offset(), key, r.headers(), r.value(), r.time(), r.timeIs());
    }

    static SealedRecord withHeaders(SealedRecord r, List<Header> headers) {
        return new SealedRecord(r.topic(), r.partition(), r.offset(), r.key(), headers, r.value(), r.time(), r.timeIs());
    }

    static SealedRecord withHeader(SealedRecord r, String name, byte @Nullable [] value) {
        var headers = new ArrayList<>(r.headers());
        headers.add(new Header(name, value));
        return withHeaders(r, headers);
    }

    static SealedRecord without(SealedRecord r, String name) {
        return withHeaders(r, r.headers().stream().filter(h -> !h.name().equals(name)).toList());
    }

    static SealedRecord withTime(SealedRecord r, Instant time) {
        return new SealedRecord(r.topic(), r.partition(), r.offset(), r.key(), r.headers(), r.value(), time, r.timeIs());
    }

    static SealedRecord onTopic(SealedRecord r, TopicName topic) {
        return new SealedRecord(topic, r.partition(), r.offset(), r.key(), r.headers(), r.value(), r.time(), r.timeIs());
    }

    static SealedRecord atOffset(SealedRecord r, long offset) {
        return new SealedRecord(r.topic(), r.partition(), offset, r.key(), r.headers(), r.value(), r.time(), r.timeIs());
    }

    static byte[] value(SealedRecord r) {
        var value = r.value();
        if (value == null)
            throw new AssertionError("no value");
        return value;
    }

    static byte[] flipped(byte[] bytes, int bit) {
        var copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    static byte[] longerByOne(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    static SessionId session(SealedRecord r) {
        return SessionId.at(value(r), Envelope.SESSION);
    }
}
