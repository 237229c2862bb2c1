package dev.gatehouse.sealing;

/** Why a record was refused. The names are stable; to the outside there is one answer only: it cannot be opened. */
public enum RefusalCode {
    MALFORMED(false, "the record or its headers break the format",
            "look at the producer; if it is none of ours, at who may write the topic"), PLAINTEXT(false,
                    "a record on a sealed topic is not sealed",
                    "find out who wrote it and how it got past the serializer"), UNKNOWN_SESSION(false,
                            "no grant for the record's session came within the grace period",
                            "publish the producer's grants again, then requeue"), BAD_GRANT(true,
                                    "the grant for the record's session does not hold",
                                    "treat it as an attempt to forge; look at who may write the grants topic"), STALE(false,
                                            "the session is older than its grants are kept, as in a replay",
                                            "none, if the record was refused late; otherwise look for a replay"), BAD_SIGNER(true,
                                                    "the grant is signed by a key that is unknown, revoked, or another service's",
                                                    "treat it as an attempt to forge; look at the revocations"), NOT_A_READER(
                                                            false, "the session was not wrapped to this reader",
                                                            "declare the reader in the descriptor of the topic's owner"), KEY_DESTROYED(
                                                                    false,
                                                                    "the key version that the session was wrapped to has been destroyed",
                                                                    "none: that was the purpose of destroying it"), BAD_WRAP(
                                                                            false,
                                                                            "the wrap for this reader does not open, or not to what the producer committed to",
                                                                            "publish the producer's grants again, then requeue"), TAMPERED(
                                                                                    true,
                                                                                    "record and seal do not belong together",
                                                                                    "find out who could alter the record: the broker, its disks, a mirror"), WRONG_SOURCE(
                                                                                            false,
                                                                                            "the record names another source than the producer that sealed it",
                                                                                            "mend the producer"), BAD_PAYLOAD(
                                                                                                    false,
                                                                                                    "the payload is none of the declared types, or does not fit its schema",
                                                                                                    "mend the producer, or the reader's copy of the schema, then requeue"), NOT_APPLIED(
                                                                                                            false,
                                                                                                            "the handler failed",
                                                                                                            "mend the handler, then requeue");

    private final boolean alarm;
    private final String meaning;
    private final String remedy;

    RefusalCode(boolean alarm, String meaning, String remedy) {
        this.alarm = alarm;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Whether somebody should be woken up. */
    public boolean alarm() {
        return alarm;
    }

    public String meaning() {
        return meaning;
    }

    /** What the operator does. */
    public String remedy() {
        return remedy;
    }
}
