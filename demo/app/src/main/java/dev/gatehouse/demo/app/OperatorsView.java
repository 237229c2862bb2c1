package dev.gatehouse.demo.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.gatehouse.names.TopicName;

/** What lies on the broker, to whoever may read everything there. */
record OperatorsView(World world, Waiting waiting) {
    private static final TopicName MAINTENANCE = new TopicName("maintenance.v1");

    /** The record of an event, once it is there. */
    Found event(TopicName topic, String id) {
        return new Found(find(topic, "the operator finds the event on the broker", Platform.BROKER,
                record -> Courier.header(record.headers(), "ce_id").equals(id)));
    }

    /** The id of the work order event that names this event as its cause, once it is there. */
    String workOrderBecauseOf(String event) {
        var record = find(MAINTENANCE, World.SCHEDULER + " raises a work order", World.SCHEDULER,
                found -> Courier.header(found.headers(), "ce_causationid").equals(event));
        return Courier.header(record.headers(), "ce_id");
    }

    private ConsumerRecord<byte[], byte[]> find(TopicName topic, String what, String process,
            Predicate<ConsumerRecord<byte[], byte[]>> which) {
        try (var courier = new Courier(world.kafka(Identities.OPERATOR))) {
            courier.read(topic.value());
            return waiting.until(what, world.log(process), () -> courier.find(which));
        }
    }

    /** A record as it lies there. */
    record Found(ConsumerRecord<byte[], byte[]> record) {
        private static final int SHOWN = 24;

        /** @throws StepMissingException if one of them is in the key, a header or the value */
        void requireNoneOf(Path log, String... secrets) {
            var all = everything();
            for (var secret : secrets)
                if (all.contains(secret))
                    throw new StepMissingException("the broker holds a part of the event in the clear", log);
        }

        /** Of the value, in hexadecimal. */
        String beginning() {
            return HexFormat.of().formatHex(record.value(), 0, Math.min(SHOWN, size()));
        }

        /** Of the value, in bytes. */
        int size() {
            return record.value().length;
        }

        private String everything() {
            var all = new StringBuilder();
            append(all, record.key());
            append(all, record.value());
            record.headers().forEach(header -> append(all.append(header.key()), header.value()));
            return all.toString();
        }

        private static void append(StringBuilder all, byte @org.jspecify.annotations.Nullable [] bytes) {
            if (bytes != null)
                all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
        }
    }
}
