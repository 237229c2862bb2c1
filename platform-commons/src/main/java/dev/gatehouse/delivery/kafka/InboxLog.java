package dev.gatehouse.delivery.kafka;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.SealedRecord;

/** Where records come from on their way into the inbox, and where those go that it does not take. */
interface InboxLog {
    TopicContract topic();

    /** The record as it was on its topic; nothing when that cannot be told. */
    Optional<SealedRecord> original(ConsumerRecord<byte[], byte[]> record);

    /** Whether quarantine has it, acknowledged. */
    boolean refuse(ConsumerRecord<byte[], byte[]> record, RefusalCode code);

    /** The topic itself. */
    record Live(TopicContract topic, Quarantine quarantine) implements InboxLog {
        @Override
        public Optional<SealedRecord> original(ConsumerRecord<byte[], byte[]> record) {
            return Optional.of(Records.sealed(topic, record));
        }

        @Override
        public boolean refuse(ConsumerRecord<byte[], byte[]> record, RefusalCode code) {
            return quarantine.takes(record, topic, code);
        }
    }

    /** This reader's quarantine in front of it, which nobody else may write. */
    record Quarantined(TopicContract topic, Quarantine quarantine) implements InboxLog {
        @Override
        public Optional<SealedRecord> original(ConsumerRecord<byte[], byte[]> record) {
            return Records.original(topic, record);
        }

        @Override
        public boolean refuse(ConsumerRecord<byte[], byte[]> record, RefusalCode code) {
            return quarantine.takesBack(record, code);
        }
    }
}
