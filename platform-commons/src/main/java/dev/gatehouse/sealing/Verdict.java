package dev.gatehouse.sealing;

import java.time.Instant;

import dev.gatehouse.names.ServiceName;

/** What a reader makes of a record. */
public sealed interface Verdict {
    /**
     * Authentic and meant for this reader.
     *
     * @param payload the plaintext; the receiver owns the array
     * @param producer who sealed it, proven by signature
     * @param headers the bound headers, the only ones to be believed
     * @param sessionCreated when its session was made; decides how long a replay must be remembered
     */
    record Opened(byte[] payload, ServiceName producer, BoundHeaders headers, Instant sessionCreated) implements Verdict {
        /** Never the payload. */
        @Override
        public String toString() {
            return "opened, from " + producer;
        }
    }

    /** Never to be opened; it belongs into quarantine. {@code detail} is for the operator and holds nothing of the record. */
    record Refused(RefusalCode code, String detail) implements Verdict {}

    /** From before this reader existed: passed over and counted, not quarantined. */
    record Skipped() implements Verdict {}

    /** No verdict yet; the partition pauses and the record is judged again. */
    record Pending(Wait reason) implements Verdict {}

    /** What a record waits for. */
    enum Wait {
        /** Its session's grant, or the proof that there is none. */
        GRANT(false),
        /** A contract that is fresh enough to call a producer undeclared. */
        CONTRACT(false),
        /** A directory that is fresh enough to call a signer unknown. */
        DIRECTORY(false),
        /** Seeds of this service's own that could not be loaded. */
        OWN_KEY(true),
        /** A record stamped more than an hour ahead of this machine's clock. */
        CLOCK(true),
        /** A record stamped by another clock than the contract says. */
        TIMESTAMP_TYPE(true);

        private final boolean alarm;

        Wait(boolean alarm) {
            this.alarm = alarm;
        }

        /** Whether somebody has to do something before it can end. */
        public boolean alarm() {
            return alarm;
        }
    }
}
