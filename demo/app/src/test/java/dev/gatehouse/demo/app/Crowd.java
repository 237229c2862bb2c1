package dev.gatehouse.demo.app;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.gatehouse.demo.issuer.Resident;

/**
 * Residents and devices that report all the time, and behave well: what was not acknowledged is sent again under the same name
 * until it is. Nothing of it is left undone at the end.
 */
final class Crowd {
    private static final Duration BEFORE_IT_IS_TRIED_AGAIN = Duration.ofMillis(200);
    /** Readings for each report, more or less. */
    private static final int READINGS = 3;
    private static final int AHEAD = 2_000;
    private static final String TOKEN_HAS_ENDED = " answered by 401";

    private final CrashPlatform platform;
    private final Ledger ledger;
    private final Pace pace;
    private final CountDownLatch enough = new CountDownLatch(1);
    private final List<CompletableFuture<Void>> members = new ArrayList<>();

    /** How fast each of them is. */
    record Pace(Duration betweenReports, Duration betweenBatches, int batch) {}

    Crowd(CrashPlatform platform, Ledger ledger, Pace pace) {
        this.platform = platform;
        this.ledger = ledger;
        this.pace = pace;
    }

    void begin(List<Resident> residents, List<Meter> meters) {
        Executor threads = Thread::startVirtualThread;
        var people = platform.people();
        residents.forEach(resident -> members.add(CompletableFuture.runAsync(() -> reports(resident, people), threads)));
        meters.forEach(meter -> members.add(CompletableFuture.runAsync(() -> readings(meter), threads)));
    }

    /** Nothing new is begun; returns when everything that was begun is acknowledged. */
    void end(Duration bound) {
        enough.countDown();
        CompletableFuture.allOf(members.toArray(CompletableFuture[]::new)).orTimeout(bound.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Likewise, without waiting. */
    void endSoon() {
        enough.countDown();
    }

    private void reports(Resident resident, HttpClient client) {
        var tenant = platform.tenant(resident, client);
        var token = new Object() {
            Tenant.Token now = acknowledged(tenant::token);
        };
        while (!rested(pace.betweenReports)) {
            var key = UUID.randomUUID().toString();
            acknowledged(() -> {
                long begun = System.nanoTime();
                try {
                    var event = tenant.report(token.now, "The lift hums.", key);
                    event.ifPresent(id -> ledger.report(id, resident.block(), begun));
                    return event;
                } catch (IllegalStateException refused) {
                    // After five minutes a token is no longer good.
                    token.now = acknowledged(tenant::token);
                    throw refused;
                }
            });
        }
    }

    private void readings(Meter meter) {
        while (!rested(pace.betweenBatches)) {
            if (ledger.readings.size() > READINGS * ledger.reports.size() + AHEAD)
                continue;
            var batch = meter.measure(pace.batch);
            acknowledged(() -> {
                long begun = System.nanoTime();
                var events = meter.send(batch);
                events.ifPresent(ids -> ledger.readings(ids, meter.name().id(), begun));
                return events;
            });
        }
    }

    private <T> T acknowledged(Supplier<Optional<T>> attempt) {
        while (true) {
            try {
                var answer = attempt.get();
                if (answer.isPresent())
                    return answer.get();
            } catch (IllegalStateException answeredOtherwise) {
                var what = String.valueOf(answeredOtherwise.getMessage()).replaceFirst("^resident-[a-z0-9-]+ ", "");
                if (!what.endsWith(TOKEN_HAS_ENDED))
                    ledger.odd(what);
            }
            ledger.repeated.increment();
            pause(BEFORE_IT_IS_TRIED_AGAIN);
        }
    }

    private boolean rested(Duration time) {
        try {
            return enough.await(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void pause(Duration time) {
        java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
    }
}
