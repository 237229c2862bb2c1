package dev.gatehouse.maintenance.workorder;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.gatehouse.names.EventId;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Names a work order by the event that called for it: also when a database that went back has forgotten that it was handled, handling it
 * again means the same work order to everybody who has heard of it.
 */
record WorkOrderId(@JsonValue UUID value) {

    /** SHA-256 of the event's id as a UUID of version 8 (RFC 9562, section 5.8). */
    static WorkOrderId causedBy(EventId event) {
        var hash = ByteBuffer.wrap(sha256("work-order " + event));
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
