package dev.gatehouse.sealing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.names.ServiceName;

/** A session whose grant passed all checks, with the key to its records. */
final class OpenSession {
    private final Statement statement;
    private final long appendedMillis;
    private final ServiceName producer;
    private final SessionKey key;
    private final byte[] source;
    private volatile @Nullable Bound bound;

    /** Before when records of the session must have been appended, and when all of it is stale, as one pair of readings says. */
    private record Bound(ContractReading contract, DirectoryReading directory, long beforeMillis, long staleMillis) {}

    OpenSession(Statement statement, Instant appended, SessionKey key) {
        this.statement = statement;
        this.appendedMillis = appended.toEpochMilli();
        this.producer = new ServiceName(statement.producer());
        this.key = key;
        this.source = sourceOf(statement.realm(), statement.producer());
    }

    /** The CloudEvents source of a producer: {@code //<realm>/<producer>}. */
    static byte[] sourceOf(String realm, String producer) {
        return ("//" + realm + "/" + producer).getBytes(StandardCharsets.US_ASCII);
    }

    SessionKey key() {
        return key;
    }

    ServiceName producer() {
        return producer;
    }

    Instant created() {
        return statement.created();
    }

    boolean isSource(byte @Nullable [] value) {
        return value != null && Arrays.equals(source, value);
    }

    /** Steps 4 to 6, which no cache may save: not stale, its producer still a writer, its signer not revoked. */
    @SuppressWarnings("ReferenceEquality") // a new reading is a new object; comparing contents would cost more than it saves
    boolean admits(long recordMillis, TopicContract topic, ContractReading contract, DirectoryReading directory, long nowMillis) {
        var known = bound;
        if (known == null || known.contract != contract || known.directory != directory)
            bound = known = new Bound(contract, directory, boundOf(topic, directory),
                    statement.created().plus(topic.grantsRetention()).toEpochMilli());
        return nowMillis < known.staleMillis && appendedMillis < known.beforeMillis && recordMillis < known.beforeMillis;
    }

    private long boundOf(TopicContract topic, DirectoryReading directory) {
        var writer = topic.writer(producer);
        KeyId signer = statement.signer();
        if (writer.isEmpty() || directory.find(signer).filter(v -> v.service().equals(producer)).isEmpty())
            return Long.MIN_VALUE;
        var until = writer.get().until();
        var revoked = directory.revokedAt(signer);
        return Math.min(until == null ? Long.MAX_VALUE : until.toEpochMilli(),
                revoked.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    }
}
