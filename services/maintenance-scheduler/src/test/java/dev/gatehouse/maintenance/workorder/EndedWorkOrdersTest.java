package dev.gatehouse.maintenance.workorder;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.gatehouse.maintenance.Handling;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.PublishedEvents;

import static dev.gatehouse.maintenance.Received.NOON;
import static dev.gatehouse.maintenance.Received.reading;
import static dev.gatehouse.maintenance.workorder.TestWorkOrders.states;
import static org.assertj.core.api.Assertions.assertThat;

class EndedWorkOrdersTest {
    private static final DeviceId DEVICE = new DeviceId("device-1");
    private static final Instant LATER = NOON.plus(Duration.ofDays(90));

    private final WorkOrders workOrders = TestWorkOrders.publishing(new PublishedEvents());

    @BeforeEach
    void clear() {
        Handling.clear();
    }

    @Test
    void areForgottenAfterNinetyDays() {
        open();
        workOrders.cameRight(DEVICE, reading("well"));

        step(LATER);
        assertThat(states()).containsExactly("CANCELLED 2");
        step(LATER.plusSeconds(1));
        assertThat(states()).isEmpty();
    }

    @Test
    void areNotThoseThatStand() {
        open();

        step(LATER.plusSeconds(1));

        assertThat(states()).containsExactly("OPENED 1");
    }

    private static void step(Instant now) {
        Handling.DATABASE.transactional(new EndedWorkOrders(TestWorkOrders.table(), () -> now)).step();
    }

    private void open() {
        workOrders.open(new Place(new BlockName("block-a"), DEVICE), Reason.FAULT_REPORT, reading("because"));
    }
}
