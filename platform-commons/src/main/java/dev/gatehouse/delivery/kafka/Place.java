package dev.gatehouse.delivery.kafka;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.delivery.Inbox.Bookmark;

/**
 * Where a partition is read, as its reader believes the database to know it. One thread at a time.
 */
final class Place {
    private final String log;
    private final int partition;
    private final String topicId;
    private @Nullable Bookmark known;

    /** @param topicId of the topic as it is now; that of {@code known} may be an older one's */
    Place(String log, int partition, String topicId, @Nullable Bookmark known) {
        this.log = log;
        this.partition = partition;
        this.topicId = topicId;
        this.known = known;
    }

    String log() {
        return log;
    }

    int partition() {
        return partition;
    }

    String topicId() {
        return topicId;
    }

    @Nullable
    Bookmark known() {
        return known;
    }

    /** The stored offset of this very topic, or -1. */
    long stored() {
        var bookmark = known;
        return bookmark == null || !bookmark.topicId().equals(topicId) ? -1 : bookmark.next();
    }

    /** Never back within one topic. */
    Bookmark at(long next) {
        return new Bookmark(topicId, Math.max(next, stored()));
    }

    void moved(Bookmark to) {
        known = to;
    }
}
