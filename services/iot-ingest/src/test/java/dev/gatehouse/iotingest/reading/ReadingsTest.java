package dev.gatehouse.iotingest.reading;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.test.SentEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReadingsTest {
    private static final Device DEVICE = new Device(new DeviceId("device-1"), new BlockName("block-a"));
    private static final Reading READING = new Reading("b-1", 7, Instant.parse("2026-01-01T00:00:00Z"), 21.5);

    private final SentEvents events = new SentEvents();
    private final Readings readings = TestReadings.sentTo(events);

    @Test
    void sendsWhatTheDeviceMeasuredAsTheDeviceOfTheCertificate() {
        readings.record(DEVICE, new Batch(List.of(READING)));

        assertThat(events.events()).containsExactly(
                new ReadingRecorded(DEVICE.id(), DEVICE.block(), "b-1", 7, READING.at(), 21.5));
    }

    @Test
    void sendsAboutTheDeviceBecauseOfTheDevice() {
        readings.record(DEVICE, new Batch(List.of(READING)));

        var about = events.all().getFirst().about();
        assertThat(about.subject()).isEqualTo("device-1");
        assertThat(about.cause()).isEqualTo(Cause.device());
    }

    @Test
    void repeatsAReadingAsTheSameEvent() {
        var first = readings.record(DEVICE, new Batch(List.of(READING)));
        var again = readings.record(DEVICE, new Batch(List.of(READING)));

        assertThat(again).isEqualTo(first).containsExactly(new EventId("ReadingRecorded/device-1/b-1/7"));
    }

    @Test
    void saysWhyAReadingWasNotAcknowledged() {
        events.failAfter(0, NotSentException.Code.UNAVAILABLE);

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> readings.record(DEVICE, new Batch(List.of(READING))))
                .returns(NotSentException.Code.UNAVAILABLE, NotSentException::code);
    }

    @Test
    void returnsOnlyWhenTheBrokerHasTheReading() {
        var acknowledgement = new CompletableFuture<EventId>();
        var patient = TestReadings.sentTo((event, about) -> acknowledgement);

        var recorded = CompletableFuture.supplyAsync(() -> patient.record(DEVICE, new Batch(List.of(READING))));
        Awaitility.await().until(() -> acknowledgement.getNumberOfDependents() > 0);
        assertThat(recorded).isNotDone();

        acknowledgement.complete(new EventId("acknowledged"));
        assertThat(recorded.join()).containsExactly(new EventId("acknowledged"));
    }
}
