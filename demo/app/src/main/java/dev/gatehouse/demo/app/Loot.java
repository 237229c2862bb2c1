package dev.gatehouse.demo.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.GrantRecord;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.SessionId;

/** Log files carried away from a broker: no broker, no rights and no certificate are needed to read them. */
final class Loot {
    private final Path folder;

    private Loot(Path folder) {
        this.folder = folder;
    }

    /** Copies every segment of a topic and of its grants, as a backup of the disk would. */
    static Loot take(Path kafkaLogs, TopicName topic, Path folder) throws IOException {
        for (var partition : partitions(kafkaLogs, topic.value(), topic + ".grants")) {
            var copy = Files.createDirectories(folder.resolve(partition.getFileName()));
            for (var segment : segments(partition))
                Files.copy(segment, copy.resolve(segment.getFileName()));
        }
        return new Loot(folder);
    }

    /** What lies in the copies of a topic. */
    List<SealedRecord> records(TopicName topic) throws IOException {
        var records = new ArrayList<SealedRecord>();
        read(topic.value(), (batch, record) -> records.add(sealed(topic, batch, record)));
        return records;
    }

    /** A grant and the session that it was filed under. */
    record Filed(SessionId session, GrantRecord grant) {}

    List<Filed> grants(TopicName topic) throws IOException {
        var grants = new ArrayList<Filed>();
        read(topic + ".grants", (batch, record) -> {
            var key = bytes(record.key());
            var value = bytes(record.value());
            if (key != null && value != null)
                grants.add(new Filed(SessionId.of(key), new GrantRecord(value, Instant.ofEpochMilli(record.timestamp()))));
        });
        return grants;
    }

    private void read(String topic, BiConsumer<RecordBatch, Record> each) throws IOException {
        for (var partition : partitions(folder, topic))
            for (var segment : segments(partition))
                try (var file = FileRecords.open(segment.toFile())) {
                    for (var batch : file.batches())
                        batch.forEach(record -> each.accept(batch, record));
                }
    }

    private static SealedRecord sealed(TopicName topic, RecordBatch batch, Record record) {
        var headers = Arrays.stream(record.headers()).map(header -> new Header(header.key(), header.value())).toList();
        return new SealedRecord(topic, 0, record.offset(), bytes(record.key()), headers, bytes(record.value()),
                Instant.ofEpochMilli(record.timestamp()),
                batch.timestampType() == TimestampType.LOG_APPEND_TIME ? AppendTime.LOG_APPEND_TIME : AppendTime.CREATE_TIME);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null)
            return null;
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static List<Path> partitions(Path kafkaLogs, String... topics) throws IOException {
        try (var folders = Files.list(kafkaLogs)) {
            return folders.filter(folder -> Arrays.stream(topics)
                    .anyMatch(topic -> folder.getFileName().toString().replaceFirst("-[0-9]+$", "").equals(topic))).sorted()
                    .toList();
        }
    }

    private static List<Path> segments(Path partition) throws IOException {
        try (var files = Files.list(partition)) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
    }
}
