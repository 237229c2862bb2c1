package dev.gatehouse.sealing.kafka;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.gatehouse.sealing.GrantRecord;
import dev.gatehouse.sealing.SessionId;

/** What was read of one grants topic, by session id in offset order. Written by one thread, read by many. */
final class GrantIndex {
    private static final int MOST_PER_SESSION = 64;
    private static final long MOST_BYTES = 64L << 20;

    private final Map<SessionId, List<GrantRecord>> grants = new ConcurrentHashMap<>();
    private final Deque<SessionId> byAge = new ArrayDeque<>();
    private long bytes;
    private volatile boolean incomplete;

    /** Files a grant; a repeated one counts by its first append, and more than 64 different ones under one id are ignored. */
    void file(SessionId id, byte[] value, Instant appended) {
        var filed = find(id);
        if (filed.size() >= MOST_PER_SESSION || filed.stream().anyMatch(g -> Arrays.equals(g.value(), value)))
            return;
        var more = new ArrayList<>(filed);
        more.add(new GrantRecord(value, appended));
        if (grants.put(id, List.copyOf(more)) == null)
            byAge.add(id);
        bytes += value.length;
        while (bytes > MOST_BYTES)
            dropOldest();
    }

    List<GrantRecord> find(SessionId id) {
        return grants.getOrDefault(id, List.of());
    }

    int size() {
        return grants.size();
    }

    /** Whether grants were dropped for want of room: then nobody may conclude that there is none. */
    boolean isIncomplete() {
        return incomplete;
    }

    private void dropOldest() {
        incomplete = true;
        var oldest = grants.remove(byAge.remove());
        if (oldest != null)
            bytes -= oldest.stream().mapToLong(g -> g.value().length).sum();
    }
}
