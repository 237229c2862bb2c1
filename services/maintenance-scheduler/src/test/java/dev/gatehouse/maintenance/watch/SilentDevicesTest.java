package dev.gatehouse.maintenance.watch;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.gatehouse.maintenance.Handling;
import dev.gatehouse.maintenance.workorder.TestWorkOrders;
import dev.gatehouse.test.PublishedEvents;

import static dev.gatehouse.maintenance.Received.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class SilentDevicesTest {
    private final TestWatch watch = new TestWatch(TestWorkOrders.publishing(new PublishedEvents()));

    @BeforeEach
    void clear() {
        Handling.clear();
    }

    @Test
    void areForgottenAfterNinetyDays() {
        watch.observe(21);

        step(NOON.plus(Duration.ofDays(90)));
        assertThat(Handling.DATABASE.rows("watched_device")).isEqualTo(1);
        step(NOON.plus(Duration.ofDays(90)).plusSeconds(1));
        assertThat(Handling.DATABASE.rows("watched_device")).isZero();
    }

    private void step(Instant now) {
        Handling.DATABASE.transactional(new SilentDevices(watch.devices(), () -> now)).step();
    }
}
