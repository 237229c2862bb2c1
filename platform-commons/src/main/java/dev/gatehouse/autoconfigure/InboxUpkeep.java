package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.jdbc.JdbcInbox;
import dev.gatehouse.sealing.LogTime;

/**
 * Once a minute the inbox forgets what no replay can bring again: events of sessions that have been stale for a day, by the
 * time of the log. On a thread of its own, since a database may be slow and others wait to be resumed.
 */
final class InboxUpkeep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(InboxUpkeep.class);
    private static final Duration MARGIN = Duration.ofDays(1);
    private static final int MOST = 5_000;
    private final JdbcInbox inbox;
    private final Supplier<List<TopicContract>> topics;
    private final LogTime time;
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("gatehouse-inbox").daemon().factory());
    private volatile boolean running;

    InboxUpkeep(JdbcInbox inbox, Supplier<List<TopicContract>> topics, LogTime time) {
        this.inbox = inbox;
        this.topics = topics;
        this.time = time;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    public void start() {
        running = true;
        thread.scheduleWithFixedDelay(this::once, 1, 60, TimeUnit.SECONDS);
    }

    void once() {
        try {
            for (var topic : topics.get())
                forget(topic);
        } catch (RuntimeException e) {
            LOG.warn("the inbox is purged later: {}", e.getClass().getSimpleName());
        }
    }

    private void forget(TopicContract topic) {
        var before = time.now().minus(topic.grantsRetention()).minus(MARGIN);
        boolean more = true;
        while (more && running)
            more = inbox.forget(topic.topic(), before, MOST);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
