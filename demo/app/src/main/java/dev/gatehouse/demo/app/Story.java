package dev.gatehouse.demo.app;

import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.errors.AuthorizationException;

import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.Verdict;

/**
 * What the demo shows, each part checked before it is told. Nothing here relies on what another part claimed: the broker is
 * asked by the operator, the services by their doors.
 */
final class Story {
    private static final TopicName READINGS = new TopicName("sensor-readings.v1");
    private static final String INGEST = World.DEVICE_DOOR;
    private static final String READER = World.SCHEDULER;

    private final World world;
    private final Waiting waiting;
    private final Teller teller;
    private final Progress progress;
    private final OperatorsView broker;

    /** Hears what happened; nothing of it is anything that is sealed. */
    @FunctionalInterface
    interface Teller {
        void tell(String step, String text, List<String> events);
    }

    Story(World world, Waiting waiting, Teller teller, Progress progress) {
        this.progress = progress;
        this.world = world;
        this.waiting = waiting;
        this.teller = teller;
        this.broker = new OperatorsView(world, waiting);
    }

    /** A reading that a device measured, and the event that it became. */
    record Sent(Device.Reading reading, String event) {}

    /** A reading is accepted, and opened by its only reader. */
    Sent firstEvent(Device device, double celsius) {
        var sent = send(device, celsius);
        teller.tell("reading-accepted", "accepted by %s as event %s".formatted(INGEST, sent.event()), List.of(sent.event()));
        waiting.until(READER + " opens the first reading", world.log(READER),
                () -> world.peers().opened(world.ports().peerUrl(READER), READINGS.value()) > 0
                        ? Optional.of(true)
                        : Optional.empty());
        teller.tell("reading-opened", "%s, its only declared reader, opened it".formatted(READER), List.of(sent.event()));
        return sent;
    }

    /** On the broker it is ciphertext, even to its operator. */
    void lookAtTheBroker(Device device, Sent sent) {
        var record = broker.event(READINGS, sent.event());
        record.requireNoneOf(world.log(INGEST), device.name().id(), device.boot(), "celsius",
                Double.toString(sent.reading().celsius()));
        teller.tell("sealed-on-broker", "on the broker, to its operator: %s... (%d bytes, none of the reading in them)"
                .formatted(record.beginning(), record.size()), List.of(sent.event()));
    }

    /** A device reports nonsense: its reader raises a work order, which iot-ingest opens and shows to the device. */
    void fault(Device device) {
        var sent = send(device, Fleet.FAULT);
        teller.tell("fault-accepted", "accepted as event %s".formatted(sent.event()), List.of(sent.event()));
        var order = broker.workOrderBecauseOf(sent.event());
        teller.tell("work-order-raised", "%s raised a work order, sealed for %s and %s: event %s, because of %s"
                .formatted(READER, INGEST, World.PEOPLE_DOOR, order, sent.event()), List.of(order, sent.event()));
        waiting.until(INGEST + " marks " + device.name().id() + " as under maintenance", world.log(INGEST),
                () -> device.self().filter(self -> self.path("maintenance").path("cause").asString("").equals(sent.event())));
        teller.tell("work-order-opened", "%s opened it and tells %s that it is under maintenance because of %s"
                .formatted(INGEST, device.name().id(), sent.event()), List.of(order, sent.event()));
    }

    /** A certificate of the right authority is not enough. */
    void stranger() {
        try (var courier = new Courier(world.kafka(Identities.STRANGER))) {
            courier.read(READINGS.value());
            throw new StepMissingException("the broker let a stranger read", world.log(Platform.BROKER));
        } catch (AuthorizationException refused) {
            teller.tell("stranger-refused", "a stranger with a valid certificate asked for %s: refused by the broker (%s)"
                    .formatted(READINGS, refused.getClass().getSimpleName()), List.of());
        }
    }

    /** The broker's disks and a key pair are not enough. */
    void thief(Sent sent) {
        var thief = Thief.breakIn(world.kafkaLogs(), world.data(), world.catalog(), READINGS, new ServiceName(READER),
                world.clock());
        var verdict = thief.open(sent.event()).orElseThrow(
                () -> new StepMissingException("the reading is not in the broker's log files", world.log(Platform.BROKER)));
        if (!(verdict instanceof Verdict.Refused(var code, var why)))
            throw new StepMissingException("the seal did not refuse a thief, but said: " + verdict, world.log(INGEST));
        teller.tell("thief-refused", "a thief with the broker's log files and a key pair of his own: refused by the seal (%s: %s)"
                .formatted(code, why), List.of(sent.event()));
    }

    private Sent send(Device device, double celsius) {
        var reading = device.measure(celsius);
        progress.tell("reading-measured", "%s measured %.2f °C".formatted(device.name().id(), celsius));
        return new Sent(reading,
                waiting.until(INGEST + " accepts a reading of " + device.name().id(), world.log(INGEST),
                        () -> device.send(reading)));
    }
}
