package dev.gatehouse.iotingest.reading;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Service;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.EventId;

import static dev.gatehouse.events.About.about;

/** Records what devices report. */
@Service
public final class Readings {
    private final DirectEvents events;
    private final Pseudonyms pseudonyms;

    Readings(DirectEvents events, Pseudonyms pseudonyms) {
        this.events = events;
        this.pseudonyms = pseudonyms;
    }

    /**
     * Returns when the broker has every reading of the batch. A device that hears of a failure repeats the batch: readings
     * that had arrived are the same events then.
     *
     * @return the ids of the events, in the order of the batch
     * @throws NotSentException for the first reading that was refused or not acknowledged
     */
    public List<EventId> record(Device device, Batch batch) {
        var sent = batch.readings().stream().map(reading -> send(device, reading)).toList();
        return sent.stream().map(DirectEvents::acknowledged).toList();
    }

    private CompletableFuture<EventId> send(Device device, Reading reading) {
        var id = pseudonyms.eventId(ReadingRecorded.class, device.id().value(), reading.boot(),
                Long.toString(reading.sequence()));
        return events.send(ReadingRecorded.of(device, reading), about(device.id()).because(Cause.device()).withId(id));
    }
}
