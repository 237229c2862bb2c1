package dev.gatehouse.autoconfigure;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.gatehouse.identity.RotatingIdentity;

/** Looks once a second for the next identity, on a thread of its own: what waits for the broker may wait for just that. */
final class IdentityWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityWatch.class);

    private final RotatingIdentity identity;
    private final InstantSource time;
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("gatehouse-identity").daemon().factory());
    private volatile boolean running;

    IdentityWatch(RotatingIdentity identity, InstantSource time) {
        this.identity = identity;
        this.time = time;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    public void start() {
        running = true;
        thread.scheduleWithFixedDelay(this::once, 1, 1, TimeUnit.SECONDS);
    }

    /** An exception would end all looking. */
    private void once() {
        try {
            identity.look(time.instant());
        } catch (RuntimeException e) {
            LOG.warn("the identity could not be looked after and is looked after again: {}", e.getClass().getSimpleName(), e);
        }
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

    /** Before everything that connects, and after it when stopping. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 500;
    }
}
