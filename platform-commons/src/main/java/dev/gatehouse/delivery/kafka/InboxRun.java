package dev.gatehouse.delivery.kafka;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.DeliveryNotice;
import dev.gatehouse.delivery.Inbox;
import dev.gatehouse.delivery.InboxUnavailableException;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.SealedRecord;

/**
 * The records of one partition of one poll: events that follow each other are one transaction; if anything in it throws, one
 * transaction each, until the one that failed has its verdict.
 */
final class InboxRun {
    private final Inbox inbox;
    private final BiFunction<TopicContract, SealedRecord, Judged> judge;
    private final LogTime time;
    private final InboxLog log;
    private final Place place;
    private final Consumer<DeliveryNotice> notices;

    /** A record, where it was on its topic, and what is to be done. */
    private record Item(ConsumerRecord<byte[], byte[]> record, int partition, long offset, Judged judged) {}

    /** @param judge asked about each record as it was on its topic */
    InboxRun(Inbox inbox, BiFunction<TopicContract, SealedRecord, Judged> judge, LogTime time, InboxLog log, Place place,
            Consumer<DeliveryNotice> notices) {
        this.inbox = inbox;
        this.judge = judge;
        this.time = time;
        this.log = log;
        this.place = place;
        this.notices = notices;
    }

    /** @throws BookmarkMovedException when the place is another than believed; what was done before that is committed */
    Progress go(List<ConsumerRecord<byte[], byte[]>> records) {
        var items = judged(records);
        int done = 0;
        while (done < items.size()) {
            int end = done;
            while (end < items.size() && items.get(end).judged instanceof Judged.Event)
                end++;
            int reached = end > done ? done + applied(items.subList(done, end)) : done + (isDealtWith(items.get(done)) ? 1 : 0);
            if (reached < Math.max(end, done + 1))
                return stopped(items.get(reached).record.offset());
            done = reached;
        }
        long next = records.getLast().offset() + 1;
        return isSettled(next) ? new Progress.Finished(next) : new Progress.Stopped(next);
    }

    /** Up to the first that has to wait. */
    private List<Item> judged(List<ConsumerRecord<byte[], byte[]>> records) {
        var items = new ArrayList<Item>(records.size());
        for (var record : records) {
            var item = log.original(record)
                    .map(sealed -> new Item(record, sealed.partition(), sealed.offset(), judge.apply(log.topic(), sealed)))
                    .orElseGet(() -> new Item(record, record.partition(), record.offset(),
                            new Judged.Bad(RefusalCode.MALFORMED, "it does not say where it came from")));
            items.add(item);
            if (item.judged instanceof Judged.Waiting)
                break;
        }
        return items;
    }

    private boolean isDealtWith(Item item) {
        return switch (item.judged) {
            case Judged.Bad(var code, var detail) -> isQuarantined(item, code, detail);
            case Judged.Passed() -> {
                notices.accept(new DeliveryNotice.Skipped(log.topic().topic()));
                yield true;
            }
            case Judged.Waiting(var reason) -> {
                notices.accept(new DeliveryNotice.Waiting(log.topic().topic(), item.partition, item.offset, reason));
                yield false;
            }
            case Judged.Event event -> throw new IllegalStateException("events are applied, not dealt with");
        };
    }

    /** @return how many of them, from the first, have their verdict */
    private int applied(List<Item> events) {
        int done = 0;
        while (done < events.size()) {
            if (events.size() - done > 1 && isTogether(events.subList(done, events.size())))
                return events.size();
            boolean found = false;
            while (done < events.size() && !found) {
                var failure = failureOf(events.subList(done, done + 1));
                found = failure != null;
                if (failure != null && !isSettledBy(failure, events.get(done)))
                    return done;
                done++;
            }
        }
        return done;
    }

    private boolean isTogether(List<Item> events) {
        return failureOf(events) == null;
    }

    /** Whether a failure is a verdict, and carried out. */
    private boolean isSettledBy(Throwable failure, Item item) {
        var cause = SendFaults.transientCause(failure);
        if (cause == null && inbox.isTransient(failure))
            cause = name(failure);
        if (cause == null)
            return isQuarantined(item, RefusalCode.NOT_APPLIED, name(failure));
        interrupted(item, cause);
        return false;
    }

    /** One transaction. */
    private @Nullable Throwable failureOf(List<Item> items) {
        var events = items.stream().map(i -> (Judged.Event) i.judged).toList();
        var arrivals = events.stream()
                .map(e -> new Inbox.Arrival(e.metadata().producer(), e.metadata().id(), e.sessionCreated())).toList();
        try {
            var outcome = inbox.advance(step(items.getLast().record.offset() + 1), arrivals, i -> events.get(i).effect().apply());
            tell(committed(outcome, items.getLast().record.offset() + 1), events);
            return null;
        } catch (BookmarkMovedException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // Whatever a handler throws is its record's affair; an Error let through would stop the container for good.
            return e;
        }
    }

    private void tell(Inbox.Outcome.Committed outcome, List<Judged.Event> events) {
        var topic = log.topic().topic();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i).metadata();
            notices.accept(outcome.fresh().get(i)
                    ? new DeliveryNotice.Applied(topic, event.producer(), event.id().value(), event.type().value())
                    : new DeliveryNotice.Repeated(topic));
        }
    }

    private Progress stopped(long next) {
        isSettled(next);
        return new Progress.Stopped(next);
    }

    /** Records that are no events move the bookmark with the events behind them, or at last here. */
    private boolean isSettled(long next) {
        if (place.stored() >= next)
            return true;
        try {
            committed(inbox.advance(step(next), List.of(), i -> {}), next);
            return true;
        } catch (InboxUnavailableException e) {
            return false;
        } catch (RuntimeException e) {
            if (!inbox.isTransient(e))
                throw e;
            return false;
        }
    }

    private Inbox.Step step(long next) {
        return new Inbox.Step(place.log(), place.partition(), log.topic().topic(), place.known(), place.at(next), time.now());
    }

    private Inbox.Outcome.Committed committed(Inbox.Outcome outcome, long next) {
        return switch (outcome) {
            case Inbox.Outcome.Moved() -> throw new BookmarkMovedException();
            case Inbox.Outcome.Committed committed -> {
                place.moved(place.at(next));
                yield committed;
            }
        };
    }

    private boolean isQuarantined(Item item, RefusalCode code, String detail) {
        if (!log.refuse(item.record, code)) {
            interrupted(item, "quarantine");
            return false;
        }
        notices.accept(new DeliveryNotice.Quarantined(log.topic().topic(), item.partition, item.offset, code, detail));
        return true;
    }

    private void interrupted(Item item, String cause) {
        notices.accept(new DeliveryNotice.Interrupted(log.topic().topic(), item.partition, item.offset, cause));
    }

    private static String name(Throwable failure) {
        var cause = failure instanceof UndeclaredThrowableException u && u.getCause() != null ? u.getCause() : failure;
        return cause.getClass().getSimpleName();
    }
}
