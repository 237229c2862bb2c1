package dev.gatehouse.delivery.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.DeliveryNotice;
import dev.gatehouse.delivery.Inbox;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** Three records of one poll, the one in the middle judged as a test says; on an inbox in memory. */
class InboxRunTest {
    private static final ServiceName BAKER = new ServiceName("baker");
    private static final TopicContract TOPIC = new TopicContract(new TopicName("bread.v1"), "bread.v1", BAKER,
            Protection.SEALED, KeyKind.PLAIN, AppendTime.LOG_APPEND_TIME, List.of(), List.of(), Map.of(), Duration.ofDays(1),
            Duration.ofDays(16), 1 << 20);
    private final List<RefusalCode> quarantined = new ArrayList<>();
    private final List<String> applied = new ArrayList<>();
    private final Memory inbox = new Memory();

    @ParameterizedTest
    @EnumSource
    void noVerdictStopsThePartition(RefusalCode code) {
        assertThat(run(new Judged.Bad(code, "as the test wants it"))).isEqualTo(new Progress.Finished(3));

        assertThat(quarantined).containsExactly(code);
        assertThat(applied).containsExactly("event-0", "event-2");
        assertThat(inbox.stored).isEqualTo(new Inbox.Bookmark("topic", 3));
    }

    @ParameterizedTest
    @EnumSource
    void noWaitingQuarantinesOrPassesARecordOver(Verdict.Wait reason) {
        assertThat(run(new Judged.Waiting(reason))).isEqualTo(new Progress.Stopped(1));

        assertThat(quarantined).isEmpty();
        assertThat(applied).containsExactly("event-0");
        assertThat(inbox.stored).isEqualTo(new Inbox.Bookmark("topic", 1));
    }

    private Progress run(Judged middle) {
        var place = new Place("bread.v1", 0, "topic", null);
        return new InboxRun(inbox, (topic, record) -> record.offset() == 1 ? middle : event(record.offset()),
                new LogTime(System::nanoTime), new Log(), place, this::note)
                .go(LongStream.range(0, 3)
                        .mapToObj(offset -> new ConsumerRecord<>("bread.v1", 0, offset, new byte[0], new byte[0]))
                        .toList());
    }

    private void note(DeliveryNotice notice) {
        if (notice instanceof DeliveryNotice.Applied one)
            applied.add(one.eventId());
    }

    private static Judged event(long offset) {
        var event = new EventMetadata(new EventId("event-" + offset), new EventTypeName("test.baked"), TOPIC.topic(), BAKER,
                Instant.EPOCH, null, null, Cause.user());
        return new Judged.Event(event, Instant.EPOCH, new Effect(null, new byte[0], event));
    }

    private final class Log implements InboxLog {
        @Override
        public TopicContract topic() {
            return TOPIC;
        }

        @Override
        public Optional<SealedRecord> original(ConsumerRecord<byte[], byte[]> record) {
            return Optional.of(Records.sealed(TOPIC, record));
        }

        @Override
        public boolean refuse(ConsumerRecord<byte[], byte[]> record, RefusalCode code) {
            return quarantined.add(code);
        }
    }

    /** Where everything is new. */
    private static final class Memory implements Inbox {
        private @Nullable Bookmark stored;

        @Override
        public Optional<Bookmark> bookmark(String log, int partition) {
            return Optional.ofNullable(stored);
        }

        @Override
        public Outcome advance(Step step, List<Arrival> arrivals, IntConsumer effect) {
            var fresh = new BitSet();
            fresh.set(0, arrivals.size());
            fresh.stream().forEach(effect);
            stored = step.next();
            return new Outcome.Committed(fresh);
        }

        @Override
        public boolean isTransient(Throwable failure) {
            return false;
        }
    }
}
