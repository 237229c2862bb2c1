package dev.gatehouse.demo.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Renews everybody's certificates at two thirds of their life, for as long as the demo runs. By the clock on the wall, so that
 * a machine that has slept renews as soon as it wakes.
 */
final class Renewal implements AutoCloseable {
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final World world;
    private final ServiceFolders folders;
    private final Report report;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var worker = new Thread(task, "renewal");
        worker.setDaemon(true);
        return worker;
    });
    private Instant due;
    private int renewals;

    /** @param issued when the certificates were issued that are in use */
    Renewal(World world, ServiceFolders folders, Report report, InstantSource clock, Instant issued) {
        this.world = world;
        this.folders = folders;
        this.report = report;
        this.clock = clock;
        this.due = next(issued);
    }

    /** Once broker and database run. */
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the thread
    void begin() {
        thread.scheduleWithFixedDelay(this::renewWhenDue, 0, 1, TimeUnit.SECONDS);
    }

    /** An exception would end all renewal. */
    void renewWhenDue() {
        var now = clock.instant();
        if (now.isBefore(due))
            return;
        try {
            world.identities().renew(now);
            folders.renew();
            boolean restarted = world.platform().renew(now);
            world.issuer().renew();
            due = next(now);
            report.renewed(++renewals, restarted, world);
        } catch (RuntimeException failed) {
            due = now.plus(AFTER_A_FAILURE);
            report.notRenewed(failed);
        }
    }

    private Instant next(Instant issued) {
        return issued.plus(world.identities().life().multipliedBy(2).dividedBy(3));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // The broker must not be started again by a renewal while everything is ended.
            thread.awaitTermination(AFTER_A_FAILURE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
