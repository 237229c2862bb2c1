package dev.gatehouse.maintenance.workorder;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.gatehouse.events.EventMetadata;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Names a work order by the event that called for it: also when a database that went back has forgotten that it was handled, handling it
 * again means the same work order to everybody who has heard of it.
 */
record WorkOrderId(@JsonValue UUID value) {

    /**
     * SHA-256 of what makes the event one of a kind, as a UUID of version 8 (RFC 9562, section 5.8): its topic, its producer and
     * its id. The id alone is the producer's choice.
     */
    static WorkOrderId causedBy(EventMetadata event) {
        var hash = ByteBuffer.wrap(sha256("work-order %s %s %s".formatted(event.topic(), event.producer(), event.id())));
        var high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        var low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new WorkOrderId(new UUID(high, low));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
