package dev.gatehouse.maintenance.workorder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.gatehouse.maintenance.Received;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.Schemas;

import static org.assertj.core.api.Assertions.assertThat;

class WorkOrderEventsTest {
    private static final WorkOrderId ORDER = WorkOrderId.causedBy(Received.reading("reading-1"));
    private static final DeviceId DEVICE = new DeviceId("device-1");
    private static final BlockName BLOCK = new BlockName("block-a");
    private static final WorkOrderDone DONE = new WorkOrderDone(ORDER, DEVICE, BLOCK, Received.NOON);

    private static final WorkOrderScheduled SCHEDULED = new WorkOrderScheduled(ORDER, DEVICE, BLOCK, Received.NOON,
            Received.NOON);
    private static final WorkOrderCancelled CANCELLED = new WorkOrderCancelled(ORDER, DEVICE, BLOCK, Received.NOON);

    @ParameterizedTest
    @EnumSource
    void anOpeningFitsItsSchemaForEveryReason(Reason reason) {
        Schemas.assertFits(Schemas.payload(opened(reason)), "schemas/work-order-opened.v1.json");
    }

    @Test
    void anEndFitsItsSchema() {
        Schemas.assertFits(Schemas.payload(DONE), "schemas/work-order-done.v1.json");
    }

    @Test
    void aVisitFitsItsSchema() {
        Schemas.assertFits(Schemas.payload(SCHEDULED), "schemas/work-order-scheduled.v1.json");
    }

    @Test
    void aCancellationFitsItsSchema() {
        Schemas.assertFits(Schemas.payload(CANCELLED), "schemas/work-order-cancelled.v1.json");
    }

    @Test
    void fitTheirSchemasWithoutADevice() {
        var opened = new WorkOrderOpened(ORDER, null, BLOCK, Reason.FAULT_REPORT, Received.NOON);
        var scheduled = new WorkOrderScheduled(ORDER, null, BLOCK, Received.NOON, Received.NOON);
        var done = new WorkOrderDone(ORDER, null, BLOCK, Received.NOON);

        Schemas.assertFits(Schemas.payload(opened), "schemas/work-order-opened.v1.json");
        Schemas.assertFits(Schemas.payload(scheduled), "schemas/work-order-scheduled.v1.json");
        Schemas.assertFits(Schemas.payload(done), "schemas/work-order-done.v1.json");
    }

    @Test
    void printNothingOfTheirPayloads() {
        assertThat(opened(Reason.ABOVE_PLAUSIBLE_BAND).toString() + DONE + SCHEDULED + CANCELLED).contains(ORDER.toString())
                .doesNotContain("device-1").doesNotContain("block-a").doesNotContain("BAND");
    }

    private static WorkOrderOpened opened(Reason reason) {
        return new WorkOrderOpened(ORDER, DEVICE, BLOCK, reason, Received.NOON);
    }
}
