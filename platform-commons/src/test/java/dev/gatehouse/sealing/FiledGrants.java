package dev.gatehouse.sealing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.gatehouse.names.TopicName;

/** A grants topic that has been read to its end. */
final class FiledGrants implements Grants {
    private final Map<String, List<GrantRecord>> filed = new HashMap<>();
    boolean readToEnd = true;

    void file(TopicName topic, byte[] key, byte[] value, Instant time) {
        filed.computeIfAbsent(topic + " " + HexFormat.of().formatHex(key), k -> new ArrayList<>())
                .add(new GrantRecord(value, time));
    }

    @Override
    public List<GrantRecord> find(TopicName topic, SessionId id) {
        return filed.getOrDefault(topic + " " + id, List.of());
    }

    @Override
    public long requestEnd(TopicName topic) {
        return 1;
    }

    @Override
    public boolean readTo(TopicName topic, long request) {
        return readToEnd;
    }
}
