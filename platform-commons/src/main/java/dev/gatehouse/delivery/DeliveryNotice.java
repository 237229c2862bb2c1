package dev.gatehouse.delivery;

import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.Verdict;

/** What happened to a record; for audit, metrics and logs, which are told and decide nothing. */
public sealed interface DeliveryNotice {
    TopicName topic();

    /** It was opened and its effect applied. */
    record Applied(TopicName topic, ServiceName producer, String eventId, String eventType) implements DeliveryNotice {}

    /** It had been applied before, so that only the offset moved. */
    record Repeated(TopicName topic) implements DeliveryNotice {}

    /** It was from before this reader existed. */
    record Skipped(TopicName topic) implements DeliveryNotice {}

    /** It was refused and lies in quarantine. */
    record Quarantined(TopicName topic, int partition, long offset, RefusalCode code, String detail) implements DeliveryNotice {}

    /** The partition waits at this record for something about its session or keys. */
    record Waiting(TopicName topic, int partition, long offset, Verdict.Wait reason) implements DeliveryNotice {}

    /** The partition waits at this record for something that is down; {@code cause} is the name of a class. */
    record Interrupted(TopicName topic, int partition, long offset, String cause) implements DeliveryNotice {}
}
