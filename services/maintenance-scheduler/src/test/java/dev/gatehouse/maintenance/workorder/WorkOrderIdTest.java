package dev.gatehouse.maintenance.workorder;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.gatehouse.maintenance.Received;

import static org.assertj.core.api.Assertions.assertThat;

class WorkOrderIdTest {
    @Test
    void isTheSameForTheSameEvent() {
        assertThat(WorkOrderId.causedBy(Received.reading("event-1"))).isEqualTo(WorkOrderId.causedBy(Received.reading("event-1")))
                .isNotEqualTo(WorkOrderId.causedBy(Received.reading("event-2")));
    }

    @Test
    void isAnotherOneForAnotherProducersEventOfTheSameId() {
        assertThat(WorkOrderId.causedBy(Received.reading("event-1")))
                .isNotEqualTo(WorkOrderId.causedBy(Received.report("event-1")));
    }

    @Test
    void isAUuidOfVersionEight() {
        var id = WorkOrderId.causedBy(Received.reading("reading-1"));

        assertThat(id.value()).returns(8, UUID::version).returns(2, UUID::variant);
        assertThat(id).hasToString(id.value().toString());
    }

    /** Work orders that are open when the service is updated keep their ids. */
    @Test
    void doesNotChangeFromReleaseToRelease() {
        assertThat(WorkOrderId.causedBy(Received.reading("reading-1"))).hasToString("e9bf98ae-3ecb-8ae8-bebd-b74586455d96");
    }
}
