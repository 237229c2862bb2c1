package dev.gatehouse.sealing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A session's secret, wrapped to every reader: statement, Ed25519 signature (64), then for each reader in the statement's
 * order encapsulation (1120) and ciphertext (48). Nothing may follow.
 *
 * @param sid32 hash of the statement; its first 16 bytes are the session id
 */
record Grant(Statement statement, byte[] sid32, byte[] signature, List<byte[]> wraps) {
    static final int SIGNATURE = 64;
    static final int WRAP = 1120 + 48;

    SessionId id() {
        return SessionId.at(sid32, 0);
    }

    /** @throws NotAGrantException for whatever is not exactly one grant */
    static Grant read(byte[] value) {
        var in = ByteBuffer.wrap(value);
        var statement = Statement.read(in);
        int readers = statement.readers().size();
        if (in.remaining() != SIGNATURE + readers * WRAP)
            throw new NotAGrantException("it has %d bytes where %d belong".formatted(in.remaining(), SIGNATURE + readers * WRAP));
        var signature = new byte[SIGNATURE];
        in.get(signature);
        var wraps = new byte[readers][WRAP];
        Arrays.stream(wraps).forEach(in::get);
        return new Grant(statement, Derivation.idOf(statement.bytes()), signature, List.of(wraps));
    }

    byte[] bytes() {
        var out = ByteBuffer.allocate(statement.bytes().length + SIGNATURE + wraps.size() * WRAP);
        out.put(statement.bytes()).put(signature);
        wraps.forEach(out::put);
        return out.array();
    }
}
