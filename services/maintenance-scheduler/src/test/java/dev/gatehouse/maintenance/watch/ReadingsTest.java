package dev.gatehouse.maintenance.watch;

import org.junit.jupiter.api.Test;

import dev.gatehouse.maintenance.SentEvents;
import dev.gatehouse.maintenance.workorder.TestWorkOrders;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

import static dev.gatehouse.maintenance.Received.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class ReadingsTest {
    private final SentEvents events = new SentEvents();
    private final Readings readings = new Readings(new PlausibleBand(-15, 45), new Calms(), TestWorkOrders.toldTo(events));

    @Test
    void opensNoWorkOrderForPlausibleReadings() {
        observe("1", 21.5);
        observe("2", 22);

        assertThat(events.all).isEmpty();
    }

    @Test
    void opensOneWorkOrderForADeviceThatLeavesItsBand() {
        observe("1", 80);
        observe("2", 81);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void opensAWorkOrderForEachDeviceThatLeavesItsBand() {
        observe("1", 80);
        readings.handle(new ReadingRecorded(new DeviceId("device-2"), new BlockName("block-a"), -40), reading("2"));

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderOpened");
    }

    @Test
    void finishesTheWorkOrderAfterThreePlausibleReadingsInARow() {
        observe("1", 80);
        observe("2", 21);
        observe("3", 21);
        assertThat(events.types()).containsExactly("WorkOrderOpened");

        observe("4", 21);
        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone");
    }

    @Test
    void countsFromTheStartWhenTheDeviceLeavesItsBandAgain() {
        observe("1", 80);
        observe("2", 21);
        observe("3", 21);
        observe("4", 80);
        observe("5", 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void countsAReadingThatIsHandledTwiceOnce() {
        observe("1", 80);
        observe("2", 21);
        observe("3", 21);
        observe("3", 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void comesToTheSameEndWhenAllIsHandledAgain() {
        for (int i = 0; i < 2; i++) {
            observe("1", 80);
            observe("2", 21);
            observe("3", 21);
            observe("4", 21);
        }

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone");
    }

    @Test
    void opensTheSameWorkOrderWhenTheBrokerWasGoneTheFirstTime() {
        events.brokerIsGone = true;
        assertThatException().isThrownBy(() -> observe("1", 80));
        events.brokerIsGone = false;

        observe("1", 80);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void doesNotCountAReadingWhoseConsequenceCouldNotBeTold() {
        observe("1", 80);
        observe("2", 21);
        observe("3", 21);
        events.brokerIsGone = true;
        assertThatException().isThrownBy(() -> observe("4", 21));
        events.brokerIsGone = false;

        observe("4", 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone");
    }

    private void observe(String event, double celsius) {
        readings.handle(new ReadingRecorded(new DeviceId("device-1"), new BlockName("block-a"), celsius), reading(event));
    }
}
