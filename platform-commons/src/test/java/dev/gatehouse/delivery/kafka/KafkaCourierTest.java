package dev.gatehouse.delivery.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.StoredEvent;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SessionId;
import dev.gatehouse.sealing.kafka.GrantTopics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What becomes of events behind one that the broker refuses, with a producer whose answers a test gives. */
class KafkaCourierTest {
    private static final TopicName BREAD = new TopicName("bread.v1");
    private static final ServiceName BAKER = new ServiceName("baker");
    private static final ContractReading CONTRACT = new ContractReading(new Contract(new Realm("local-demo"), BAKER,
            List.of(new TopicContract(BREAD, BREAD.value(), BAKER, Protection.SEALED, KeyKind.PLAIN,
                    AppendTime.LOG_APPEND_TIME, List.of(), List.of(new TopicContract.Writer(BAKER, null)), Map.of(),
                    Duration.ofDays(1), Duration.ofDays(16), 1 << 20))),
            Instant.EPOCH);
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final KafkaCourier courier = new KafkaCourier(this::producer,
            new GrantTopics(producer(), names -> Map.of(), names -> Map.of()), () -> CONTRACT);

    @Test
    void behindARecordThatFailsNothingIsSentUntilTheCourierIsReset() {
        var refused = courier.send(event(1));
        assertThat(producers.getLast().errorNext(new RecordTooLargeException("as the test wants it"))).isTrue();

        assertThatExceptionOfType(CompletionException.class).isThrownBy(refused::join)
                .withCauseInstanceOf(NotSentException.class);
        assertThat(producers.getLast().closed()).isTrue();
        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> courier.send(event(2)));
        assertThat(producers.getLast().history()).hasSize(1);
    }

    @Test
    void onceItIsResetItSendsAgainByAnotherProducer() {
        var refused = courier.send(event(1));
        producers.getLast().errorNext(new RecordTooLargeException("as the test wants it"));
        courier.reset();

        var sent = courier.send(event(1));

        assertThat(refused).isCompletedExceptionally();
        assertThat(producers.getLast().completeNext()).isTrue();
        assertThat(sent).isCompleted();
    }

    private MockProducer<byte[], byte[]> producer() {
        producers.add(new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return producers.getLast();
    }

    private static StoredEvent event(long id) {
        return new StoredEvent(id, BREAD, "loaf", SessionId.of(new byte[16]), List.of(), new byte[]{1});
    }
}
