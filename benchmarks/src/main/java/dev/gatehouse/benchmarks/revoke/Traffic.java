package dev.gatehouse.benchmarks.revoke;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A device that reports ten times a second, one reading in four beyond the plausible band: so that maintenance-scheduler has
 * something to read all the time, and something to write about every other reading.
 */
final class Traffic implements AutoCloseable {
    private static final int EVERY_MILLIS = 100;

    private final LivePlatform platform;
    private final HttpClient device;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final String boot = Long.toHexString(System.nanoTime());
    private long sequence;

    Traffic(LivePlatform platform) {
        this.platform = platform;
        this.device = platform.http("device-1");
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    void begin() {
        thread.scheduleAtFixedRate(this::report, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void report() {
        var body = "{\"boot\":\"%s\",\"sequence\":%d,\"at\":\"%s\",\"celsius\":%s}".formatted(boot, sequence, Instant.now(),
                sequence++ % 4 == 0 ? "85.0" : "21.5");
        var request = HttpRequest.newBuilder(platform.url("iotIngest").resolve("/readings")).timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            device.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException refusedForNow) {
            return; // the next one is on its way
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        device.shutdownNow();
    }
}
