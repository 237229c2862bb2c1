package dev.gatehouse.iotingest.device;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.Schemas;

import static org.assertj.core.api.Assertions.assertThat;

class WorkOrderEventsTest {
    private static final UUID ORDER = UUID.fromString("01234567-89ab-8def-8123-456789abcdef");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final WorkOrderOpened OPENED = new WorkOrderOpened(ORDER, new DeviceId("device-1"), NOON);
    private static final WorkOrderDone DONE = new WorkOrderDone(ORDER, new DeviceId("device-1"));

    private static final WorkOrderScheduled SCHEDULED = new WorkOrderScheduled(ORDER, new DeviceId("device-1"), NOON, NOON);
    private static final WorkOrderCancelled CANCELLED = new WorkOrderCancelled(ORDER, new DeviceId("device-1"));

    @Test
    void readsAnOpeningAsItsOwnerWritesIt() {
        var payload = """
                {"workOrder":"01234567-89ab-8def-8123-456789abcdef","device":"device-1","block":"block-a",
                 "reason":"above-plausible-band","opened":"2026-01-01T12:00:00Z"}""";

        Schemas.assertFits(payload, "schemas/maintenance-scheduler/work-order-opened.v1.json");
        assertThat(Schemas.event(payload, WorkOrderOpened.class)).isEqualTo(OPENED);
    }

    @Test
    void readsAnEndAsItsOwnerWritesIt() {
        var payload = """
                {"workOrder":"01234567-89ab-8def-8123-456789abcdef","device":"device-1","block":"block-a","done":"2026-01-01T12:00:00Z"}""";

        Schemas.assertFits(payload, "schemas/maintenance-scheduler/work-order-done.v1.json");
        assertThat(Schemas.event(payload, WorkOrderDone.class)).isEqualTo(DONE);
    }

    @Test
    void readsAVisitAsItsOwnerWritesIt() {
        var payload = """
                {"workOrder":"01234567-89ab-8def-8123-456789abcdef","device":"device-1","block":"block-a",
                 "visit":"2026-01-01T12:00:00Z","scheduled":"2026-01-01T12:00:00Z"}""";

        Schemas.assertFits(payload, "schemas/maintenance-scheduler/work-order-scheduled.v1.json");
        assertThat(Schemas.event(payload, WorkOrderScheduled.class)).isEqualTo(SCHEDULED);
    }

    @Test
    void readsACancellationAsItsOwnerWritesIt() {
        var payload = """
                {"workOrder":"01234567-89ab-8def-8123-456789abcdef","device":"device-1","block":"block-a",
                 "cancelled":"2026-01-01T12:00:00Z"}""";

        Schemas.assertFits(payload, "schemas/maintenance-scheduler/work-order-cancelled.v1.json");
        assertThat(Schemas.event(payload, WorkOrderCancelled.class)).isEqualTo(CANCELLED);
    }

    @Test
    void printNothingOfTheirPayloads() {
        assertThat(OPENED.toString() + SCHEDULED + DONE + CANCELLED).doesNotContain("device-1").doesNotContain("2026");
    }
}
