package dev.gatehouse.delivery.jdbc;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay's thread: to look for events, or for good. Safe for many threads that ring. */
final class Bell {
    private final Semaphore rung = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    void ring() {
        if (rung.availablePermits() == 0)
            rung.release();
    }

    void close() {
        closed.countDown();
        ring();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Until it rings, or rang since the last time, but not for long. */
    void await(Duration most) {
        try {
            if (rung.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS))
                rung.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** Whoever rings does not end it, but {@link #close} does. */
    void rest(Duration time) {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS))
                return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }
}
