package dev.gatehouse.delivery.kafka;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.DeliveryNotice;
import dev.gatehouse.delivery.PayloadRefusedException;
import dev.gatehouse.delivery.SeenEvents;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.Verdict;

/** The work of a service without a database: open, ask whether it was seen, handle, one record after the other. */
public final class DirectWork implements PartitionWork {
    private static final long QUARANTINE_SECONDS = 30;
    private final Opener opener;
    private final Handlers handlers;
    private final SeenEvents seen;
    private final Quarantine quarantine;
    private final Consumer<DeliveryNotice> notices;

    public DirectWork(Opener opener, Handlers handlers, SeenEvents seen, Quarantine quarantine,
            Consumer<DeliveryNotice> notices) {
        this.opener = opener;
        this.handlers = handlers;
        this.seen = seen;
        this.quarantine = quarantine;
        this.notices = notices;
    }

    @Override
    public Progress run(TopicContract topic, List<ConsumerRecord<byte[], byte[]>> records) {
        for (var record : records)
            if (!isDealtWith(topic, record))
                return new Progress.Stopped(record.offset());
        return new Progress.Finished(records.getLast().offset() + 1);
    }

    private boolean isDealtWith(TopicContract topic, ConsumerRecord<byte[], byte[]> record) {
        return switch (opener.open(Records.sealed(topic, record))) {
            case Verdict.Opened opened -> isApplied(topic, record, opened);
            case Verdict.Refused(var code, var detail) -> isQuarantined(topic, record, code, detail);
            case Verdict.Skipped() -> {
                notices.accept(new DeliveryNotice.Skipped(topic.topic()));
                yield true;
            }
            case Verdict.Pending(var reason) -> {
                notices.accept(new DeliveryNotice.Waiting(topic.topic(), record.partition(), record.offset(), reason));
                yield false;
            }
        };
    }

    private boolean isApplied(TopicContract topic, ConsumerRecord<byte[], byte[]> record, Verdict.Opened opened) {
        EventMetadata event;
        try {
            event = Attributes.read(opened.headers(), topic.topic(), opened.producer());
            if (!topic.events().containsKey(event.type()))
                throw new UndeclaredType();
            if (seen.contains(topic.topic(), event.producer(), event.id())) {
                notices.accept(new DeliveryNotice.Repeated(topic.topic()));
                return true;
            }
            handlers.find(event.type()).ifPresent(h -> h.apply(opened.payload(), event));
        } catch (UndeclaredType e) {
            return isQuarantined(topic, record, RefusalCode.BAD_PAYLOAD, "its type is not declared on the topic");
        } catch (PayloadRefusedException e) {
            return isQuarantined(topic, record, RefusalCode.BAD_PAYLOAD, String.valueOf(e.getMessage()));
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // Whatever a handler throws is its record's affair; an Error let through would stop the container for good.
            var cause = transientCause(e);
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
        try {
            quarantine.put(record, topic, code).toCompletableFuture().get(QUARANTINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            notices.accept(new DeliveryNotice.Interrupted(topic.topic(), record.partition(), record.offset(), "quarantine"));
            return false;
        }
        notices.accept(new DeliveryNotice.Quarantined(topic.topic(), record.partition(), record.offset(), code, detail));
        return true;
    }

    /** The name of what is down, or null when trying again cannot help. */
    private static @Nullable String transientCause(Throwable failure) {
        for (var e = failure; e != null; e = e.getCause()) {
            // A send that the broker denied says something about rights that are late, and nothing about this event.
            if (e instanceof NotSentException sent)
                return sent.code().retryable() || sent.code() == NotSentException.Code.DENIED ? sent.code().name() : null;
            if (e instanceof RetriableException || e instanceof InterruptedException || e instanceof TimeoutException)
                return e.getClass().getSimpleName();
        }
        return null;
    }

    private static final class UndeclaredType extends RuntimeException {
        private static final long serialVersionUID = 1;

        UndeclaredType() {
            super("undeclared", null, false, false);
        }
    }
}
