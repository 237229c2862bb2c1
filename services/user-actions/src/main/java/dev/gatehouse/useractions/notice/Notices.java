package dev.gatehouse.useractions.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.gatehouse.names.BlockName;

/**
 * What is going on in each block. Thread-safe. Kept in memory until this service has a database: a restart forgets, and so are,
 * of more than 100 notices in a block or more than 1000 blocks, those that were first heard of.
 */
@Component
public final class Notices {
    static final int MOST_IN_A_BLOCK = 100;
    private static final int MOST_BLOCKS = 1000;

    private final Map<BlockName, SequencedMap<UUID, Notice>> blocks = new Bounded<>(MOST_BLOCKS);

    synchronized void note(BlockName block, Notice notice) {
        blocks.computeIfAbsent(block, first -> new Bounded<>(MOST_IN_A_BLOCK)).merge(notice.workOrder(), notice, Notice::and);
    }

    /** Of one block and no other, what was first heard of last. */
    public synchronized List<Notice> in(BlockName block) {
        var notices = blocks.get(block);
        return notices == null ? List.of() : List.copyOf(notices.sequencedValues().reversed());
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
