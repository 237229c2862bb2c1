package dev.gatehouse.sealing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.gatehouse.names.TopicName;

/** A grants topic; a test says how far it has been read. */
final class FiledGrants implements Grants {
    private final Map<String, List<GrantRecord>> filed = new HashMap<>();
    /** Requests that were fulfilled: those with a number up to this one. */
    long readTo = Long.MAX_VALUE;
    long requested;
    /** Runs between the question whether the log was read and the next one about grants. */
    Runnable meanwhile = () -> {};

    void file(TopicName topic, byte[] key, byte[] value, Instant time) {
        filed.computeIfAbsent(topic + " " + HexFormat.of().formatHex(key), k -> new ArrayList<>())
                .add(new GrantRecord(value, time));
    }

    void forgetEverything() {
        filed.clear();
    }

    @Override
    public List<GrantRecord> find(TopicName topic, SessionId id) {
        return filed.getOrDefault(topic + " " + id, List.of());
    }

    @Override
    public long requestEnd(TopicName topic) {
        return ++requested;
    }

    @Override
    public boolean readTo(TopicName topic, long request) {
        meanwhile.run();
        return request <= readTo;
    }
}
