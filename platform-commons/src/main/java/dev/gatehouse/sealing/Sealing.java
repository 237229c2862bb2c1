package dev.gatehouse.sealing;

/** What came of sealing. */
public sealed interface Sealing {
    /** The value to send; the receiver owns the array. */
    record Sealed(byte[] value) implements Sealing {}

    /** There is no session to seal in, and plaintext is never the answer. Retryable: one is being made. */
    record NoSession() implements Sealing {}

    /** The contract does not let this service write the topic sealed, or does so no more. */
    record NotWritten() implements Sealing {}

    /** Headers that no reader would accept; {@code why} holds nothing of their values. */
    record Malformed(String why) implements Sealing {}
}
