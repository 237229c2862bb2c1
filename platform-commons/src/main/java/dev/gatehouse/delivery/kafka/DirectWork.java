package dev.gatehouse.delivery.kafka;

import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.DeliveryNotice;
import dev.gatehouse.delivery.SeenEvents;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.RefusalCode;

/**
 * The work of a service without a database: open, ask whether it was seen, handle, one record after the other. The committed
 * offset is all that is known of a place.
 */
public final class DirectWork implements PartitionWork {
    private final Judge judge;
    private final SeenEvents seen;
    private final Quarantine quarantine;
    private final Consumer<DeliveryNotice> notices;

    public DirectWork(Opener opener, Handlers handlers, SeenEvents seen, Quarantine quarantine,
            Consumer<DeliveryNotice> notices) {
        this.judge = new Judge(opener, handlers);
        this.seen = seen;
        this.quarantine = quarantine;
        this.notices = notices;
    }

    @Override
    public Progress run(TopicContract topic, List<ConsumerRecord<byte[], byte[]>> records,
            org.apache.kafka.clients.consumer.Consumer<?, ?> consumer) {
        for (var record : records)
            if (!isDealtWith(topic, record))
                return new Progress.Stopped(record.offset());
        return new Progress.Finished(records.getLast().offset() + 1);
    }

    private boolean isDealtWith(TopicContract topic, ConsumerRecord<byte[], byte[]> record) {
        return switch (judge.of(topic, Records.sealed(topic, record))) {
            case Judged.Event(var event, var created, var effect) -> isApplied(topic, record, event, effect);
            case Judged.Bad(var code, var detail) -> isQuarantined(topic, record, code, detail);
            case Judged.Passed() -> {
                notices.accept(new DeliveryNotice.Skipped(topic.topic()));
                yield true;
            }
            case Judged.Waiting(var reason) -> {
                notices.accept(new DeliveryNotice.Waiting(topic.topic(), record.partition(), record.offset(), reason));
                yield false;
            }
        };
    }

    private boolean isApplied(TopicContract topic, ConsumerRecord<byte[], byte[]> record, EventMetadata event, Effect effect) {
        if (seen.contains(topic.topic(), event.producer(), event.id())) {
            notices.accept(new DeliveryNotice.Repeated(topic.topic()));
            return true;
        }
        try {
            effect.apply();
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // Whatever a handler throws is its record's affair; an Error let through would stop the container for good.
            var cause = SendFaults.transientCause(e);
            if (cause == null)
                return isQuarantined(topic, record, RefusalCode.NOT_APPLIED, e.getClass().getSimpleName());
            notices.accept(new DeliveryNotice.Interrupted(topic.topic(), record.partition(), record.offset(), cause));
            return false;
        }
        seen.add(topic.topic(), event.producer(), event.id());
        notices.accept(new DeliveryNotice.Applied(topic.topic(), event.producer(), event.id().value(), event.type().value()));
        return true;
    }

    private boolean isQuarantined(TopicContract topic, ConsumerRecord<byte[], byte[]> record, RefusalCode code, String detail) {
        var taken = quarantine.takes(record, topic, code);
        notices.accept(taken
                ? new DeliveryNotice.Quarantined(topic.topic(), record.partition(), record.offset(), code, detail)
                : new DeliveryNotice.Interrupted(topic.topic(), record.partition(), record.offset(), "quarantine"));
        return taken;
    }
}
