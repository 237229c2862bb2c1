package dev.gatehouse.delivery.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.SealedRecord;

/** Kafka's record as the seal wants to see it. */
final class Records {
    private Records() {}

    static SealedRecord sealed(TopicContract topic, ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<Header>();
        for (var header : record.headers())
            headers.add(new Header(header.key(), header.value()));
        return new SealedRecord(topic.topic(), record.partition(), record.offset(), record.key(), headers, record.value(),
                Instant.ofEpochMilli(record.timestamp()),
                record.timestampType() == TimestampType.LOG_APPEND_TIME ? AppendTime.LOG_APPEND_TIME : AppendTime.CREATE_TIME);
    }

    /**
     * A record out of this reader's quarantine, as it was on its topic: its append time was judged there.
     *
     * @return nothing when its headers do not say where it came from, or name another topic
     */
    static Optional<SealedRecord> original(TopicContract topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            if (!header(record, "topic").equals(topic.physical()))
                return Optional.empty();
            var headers = new ArrayList<Header>();
            for (var header : record.headers())
                if (!header.key().startsWith(Quarantine.OURS))
                    headers.add(new Header(header.key(), header.value()));
            return Optional.of(new SealedRecord(topic.topic(), Integer.parseInt(header(record, "partition")),
                    Long.parseLong(header(record, "offset")), record.key(), headers, record.value(),
                    Instant.ofEpochMilli(Long.parseLong(header(record, "time"))), topic.appendTime()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(Quarantine.ORIGINAL + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
