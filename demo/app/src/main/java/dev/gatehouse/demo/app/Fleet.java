package dev.gatehouse.demo.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Devices that replay the recording, an hour of it each second, each from another day on; every now and then one of them
 * reports nonsense, as a broken sensor does.
 */
final class Fleet implements AutoCloseable {
    static final double FAULT = 85.0;
    private static final int HOURS_APART = 24;
    private static final int FAULT_EVERY = 60;

    private final Recording recording;
    private final Progress progress;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "devices");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong accepted = new AtomicLong();
    private int members;

    Fleet(Recording recording, Progress progress) {
        this.recording = recording;
        this.progress = progress;
    }

    /** From now on this device reports once a second. */
    @SuppressWarnings("FutureReturnValueIgnored") // reporting throws nothing, and ends with the timer
    void join(Device device) {
        var member = new Member(device, HOURS_APART * members++);
        timer.scheduleWithFixedDelay(member::report, 0, 1, TimeUnit.SECONDS);
    }

    /** Readings that were accepted so far. */
    long accepted() {
        return accepted.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private final class Member {
        private final Device device;
        private int hour;
        private Device.@Nullable Reading unsent;

        Member(Device device, int hour) {
            this.device = device;
            this.hour = hour;
        }

        /** Sends again what was not accepted, else what is next. An exception would end the reports of this device. */
        void report() {
            try {
                var reading = unsent;
                if (reading == null)
                    reading = next();
                unsent = reading;
                if (device.send(reading).isPresent()) {
                    accepted.incrementAndGet();
                    unsent = null;
                }
            } catch (EndedException end) {
                timer.shutdownNow();
            } catch (RuntimeException refused) {
                unsent = null;
                progress.tell("reading-refused", String.valueOf(refused.getMessage()));
            }
        }

        private Device.Reading next() {
            hour++;
            if (hour % FAULT_EVERY != 0)
                return device.measure(recording.at(hour));
            progress.tell("fault", "%s reports %.0f °C".formatted(device.name().id(), FAULT));
            return device.measure(FAULT);
        }
    }
}
