package dev.gatehouse.maintenance.workorder;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.EventId;

import static org.assertj.core.api.Assertions.assertThat;

class WorkOrderIdTest {
    @Test
    void isTheSameForTheSameEvent() {
        assertThat(WorkOrderId.causedBy(new EventId("reading-1"))).isEqualTo(WorkOrderId.causedBy(new EventId("reading-1")))
                .isNotEqualTo(WorkOrderId.causedBy(new EventId("reading-2")));
    }

    @Test
    void isAUuidOfVersionEight() {
        var id = WorkOrderId.causedBy(new EventId("reading-1"));

        assertThat(id.value()).returns(8, UUID::version).returns(2, UUID::variant);
        assertThat(id).hasToString(id.value().toString());
    }

    /** Work orders that are open when the service is updated keep their ids. */
    @Test
    void doesNotChangeFromReleaseToRelease() {
        assertThat(WorkOrderId.causedBy(new EventId("reading-1"))).hasToString("fb907e61-325b-8d68-901c-740d553bc028");
    }
}
