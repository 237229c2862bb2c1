package dev.gatehouse.cli.keys;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.rights.Target;
import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.GrantRecord;
import dev.gatehouse.sealing.Grants;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.SessionId;

/** Looks at topics from their beginnings to where they ended when it began, without a group, so that nothing moves. */
record TopicRecords(Target target, Duration patience) {
    /** Those whose {@code ce_id} is this one, whoever wrote them, in the order of their partitions. */
    List<SealedRecord> withId(TopicContract topic, String event) {
        var id = event.getBytes(StandardCharsets.US_ASCII);
        var found = new ArrayList<SealedRecord>();
        read(topic.physical(), any -> true, 0, record -> {
            for (var header : record.headers().headers("ce_id"))
                if (Arrays.equals(header.value(), id)) {
                    found.add(sealed(topic, record));
                    break;
                }
        });
        return found;
    }

    /** The one at that place, if it is there. */
    List<SealedRecord> at(TopicContract topic, int partition, long offset) {
        var found = new ArrayList<SealedRecord>();
        read(topic.physical(), number -> number == partition, offset, record -> {
            if (record.offset() == offset)
                found.add(sealed(topic, record));
        });
        return found;
    }

    /** All grants of a topic as they are now. */
    Grants grants(TopicContract topic) {
        var all = new HashMap<SessionId, List<GrantRecord>>();
        read(topic.grants(), any -> true, 0, record -> {
            if (record.key() != null && record.key().length == SessionId.BYTES && record.value() != null)
                all.computeIfAbsent(SessionId.of(record.key()), any -> new ArrayList<>())
                        .add(new GrantRecord(record.value(), Instant.ofEpochMilli(record.timestamp())));
        });
        return new AsRead(all);
    }

    private void read(String topic, Predicate<Integer> which, long from, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var properties = target.kafka(patience);
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_uncommitted");
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream().filter(p -> which.test(p.partition()))
                    .map(p -> new TopicPartition(topic, p.partition())).toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            var begins = consumer.beginningOffsets(partitions);
            partitions.forEach(p -> consumer.seek(p, Math.max(from, begins.getOrDefault(p, 0L))));
            var deadline = System.nanoTime() + patience.toNanos();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                var some = consumer.poll(Duration.ofMillis(200));
                some.forEach(each);
                if (!some.isEmpty())
                    deadline = System.nanoTime() + patience.toNanos();
                else if (System.nanoTime() - deadline > 0)
                    throw new TimeoutException("nothing came of " + topic);
                if (from > 0 && !some.isEmpty())
                    return; // the one that was asked for is among them or not there
            }
        } catch (AuthorizationException e) {
            throw new CommandFailedException(ExitCode.DIFFERENCE,
                    "the broker does not let this identity read %s (%s)".formatted(topic, e.getClass().getSimpleName()),
                    "Let the target have the operator's certificate", e);
        } catch (KafkaException e) {
            throw new CommandFailedException(ExitCode.UNREACHABLE,
                    "the broker gave no answer about %s (%s)".formatted(topic, e.getClass().getSimpleName()),
                    "See that a broker listens on %s, as %s says".formatted(target.bootstrap(), target.file()), e);
        }
    }

    private static SealedRecord sealed(TopicContract topic, ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<Header>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        return new SealedRecord(topic.topic(), record.partition(), record.offset(), record.key(), headers, record.value(),
                Instant.ofEpochMilli(record.timestamp()),
                record.timestampType() == TimestampType.LOG_APPEND_TIME ? AppendTime.LOG_APPEND_TIME : AppendTime.CREATE_TIME);
    }

    /** The grants of one topic, read to their end. */
    private record AsRead(Map<SessionId, List<GrantRecord>> all) implements Grants {
        @Override
        public List<GrantRecord> find(TopicName topic, SessionId id) {
            return all.getOrDefault(id, List.of());
        }

        @Override
        public long requestEnd(TopicName topic) {
            return 0;
        }

        @Override
        public boolean readTo(TopicName topic, long request) {
            return true;
        }
    }
}
