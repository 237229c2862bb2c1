package dev.gatehouse.delivery.kafka;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.gatehouse.contract.TopicContract;

/**
 * Deals with the records of one partition of one poll, in offset order. With a database this is one transaction around
 * all of them; without one each record is on its own.
 */
@FunctionalInterface
interface PartitionWork {
    Progress run(TopicContract topic, List<ConsumerRecord<byte[], byte[]>> records);
}
