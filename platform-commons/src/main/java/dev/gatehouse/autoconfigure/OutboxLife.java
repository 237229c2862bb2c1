package dev.gatehouse.autoconfigure;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.gatehouse.delivery.jdbc.OutboxRelay;
import dev.gatehouse.sealing.SealingSessions;

/** Looks after the outbox's own sealing sessions once a second, and runs the relay, from the start of the service to its end. */
final class OutboxLife implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxLife.class);
    private final SealingSessions sessions;
    private final OutboxRelay relay;
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("gatehouse-outbox-sessions").daemon().factory());
    private volatile boolean running;

    OutboxLife(SealingSessions sessions, OutboxRelay relay) {
        this.sessions = sessions;
        this.relay = relay;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    public void start() {
        running = true;
        thread.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
        relay.start();
    }

    private void tick() {
        try {
            sessions.tick();
        } catch (RuntimeException e) {
            LOG.warn("the outbox's sessions are looked after again in a second: {}", e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        relay.close();
        sessions.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After whoever publishes has stopped; before the database and the contract end. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1001;
    }
}
