package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.gatehouse.sealing.SealingSessions;

/**
 * The one background thread of the platform: once a second it looks after the sealing sessions, every 30 s, unless told
 * otherwise, it reads contract, keys and directory anew, and each second while somebody is awaited. A step that fails keeps no other from being taken.
 */
final class Upkeep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration RECHECK = Duration.ofHours(1);

    private final SealingSessions sessions;
    private final Runnable poll;
    private final Runnable recheck;
    private final BooleanSupplier awaiting;
    private final Duration period;
    private final InstantSource time;
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("gatehouse-upkeep").daemon().factory());
    private long polledMillis;
    private long recheckedMillis;
    private volatile boolean running;

    /**
     * Nothing runs before {@link #start}.
     *
     * @param poll reads contract, own keys and directory
     * @param recheck looks whether the published grants are still there
     * @param awaiting whether somebody who is declared has not published a key yet
     * @param period from one poll to the next
     */
    Upkeep(SealingSessions sessions, Runnable poll, Runnable recheck, BooleanSupplier awaiting, Duration period,
            InstantSource time) {
        this.sessions = sessions;
        this.poll = poll;
        this.recheck = recheck;
        this.awaiting = awaiting;
        this.period = period;
        this.time = time;
        this.recheckedMillis = time.millis();
    }

    /** For partitions that wait, too. */
    ScheduledExecutorService thread() {
        return thread;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    public void start() {
        running = true;
        thread.scheduleWithFixedDelay(this::once, 0, 1, TimeUnit.SECONDS);
    }

    private void once() {
        step(this::pollWhenDue);
        step(sessions::tick);
        step(this::recheckWhenDue);
    }

    private static void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("upkeep failed and is tried again: {}", e.getClass().getSimpleName(), e);
        }
    }

    private void pollWhenDue() {
        long now = time.millis();
        if (now - polledMillis >= period.toMillis() || now < polledMillis || isWaiting()) {
            polledMillis = now;
            poll.run();
        }
    }

    private void recheckWhenDue() {
        long now = time.millis();
        if (now - recheckedMillis >= RECHECK.toMillis()) {
            recheckedMillis = now;
            recheck.run();
        }
    }

    private boolean isWaiting() {
        return sessions.states().stream().anyMatch(s -> s.age().isEmpty()) || awaiting.getAsBoolean();
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

    /** Before everything that seals or opens, and after it when stopping. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }
}
