package dev.gatehouse.delivery.kafka;

import java.time.Instant;
import java.util.ArrayList;

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
}
