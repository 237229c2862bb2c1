package dev.gatehouse.sealing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogTimeTest {
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final LogTime time = new LogTime(nanos::get);

    @Test
    void beginsAtTheEpoch() {
        assertThat(time.now()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void isTheLargestAppendTimeAndWhatHasPassedSince() {
        time.observe(Platform.START);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(time.now()).isEqualTo(Platform.START.plusSeconds(10));
    }

    @Test
    void neverGoesBack() {
        time.observe(Platform.START);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        time.observe(Platform.START.plusSeconds(9));
        assertThat(time.now()).isEqualTo(Platform.START.plusSeconds(10));
        time.observe(Platform.START.plusSeconds(20));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(time.now()).isEqualTo(Platform.START.plusSeconds(21));
    }

    @Test
    void doesNotGoBackWhenTwoAppendTimesAreObservedAtOnce() {
        var between = new AtomicReference<Runnable>(() -> {});
        var raced = new LogTime(() -> {
            between.getAndSet(() -> {}).run();
            return 0;
        });
        between.set(() -> raced.observe(Platform.START.plusSeconds(5)));
        raced.observe(Platform.START);
        assertThat(raced.now()).isEqualTo(Platform.START.plusSeconds(5));
    }
}
