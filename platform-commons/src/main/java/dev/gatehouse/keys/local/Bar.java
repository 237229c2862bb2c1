package dev.gatehouse.keys.local;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A service was revoked: no version of it counts, however new, until the bar is lifted; then those from a named one on do.
 *
 * @param since {@link Instant#EPOCH} when the file is not understood: whoever was to be cut off is
 * @param firstVersion empty while the bar is in force
 */
record Bar(int number, Instant since, OptionalInt firstVersion) {
    boolean isInForce() {
        return firstVersion.isEmpty();
    }

    /** What was understood once stays, whatever became of the files; of two times the earlier. */
    static Bar stronger(Bar known, Bar read) {
        return new Bar(known.number, RevocationFile.earlier(known.since, read.since),
                known.isInForce() ? read.firstVersion : known.firstVersion);
    }

    boolean covers(int version) {
        return isInForce() || version < firstVersion.getAsInt();
    }
}
