package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class RecoveringProducerTest {
    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
    private long now;
    private final RecoveringProducer producer = new RecoveringProducer(this::make, () -> now);

    @Test
    void usesAnotherOneAfterTheBrokerDidNotLetItIn() {
        made.getFirst().sendException = new SslAuthenticationException("expired");
        assertThatThrownBy(this::send).isInstanceOf(SslAuthenticationException.class);
        letTimePass();

        send();

        assertThat(made).hasSize(2);
        assertThat(made.getLast().history()).hasSize(1);
        await().atMost(Duration.ofSeconds(5)).until(() -> made.getFirst().closed());
    }

    @Test
    void usesAnotherOneAfterOneIsInAStateOfError() {
        made.getFirst().sendException = new KafkaException("error state", new ClusterAuthorizationException("refused"));
        assertThatThrownBy(this::send).hasCauseInstanceOf(ClusterAuthorizationException.class);
        letTimePass();

        send();

        assertThat(made).hasSize(2);
    }

    @Test
    void usesAnotherOneAfterARecordWasNotDeliveredInTime() {
        send();
        made.getFirst().errorNext(new TimeoutException("30 s"));
        letTimePass();

        send();

        assertThat(made).hasSize(2);
    }

    @Test
    void staysWithItsOneAfterAnyOtherFailure() {
        send();
        made.getFirst().errorNext(new RecordTooLargeException());
        letTimePass();

        send();

        assertThat(made).hasSize(1);
    }

    @Test
    void saysThatItIsNotReadyRatherThanGivingARecordToOneThatIsBroken() {
        made.getFirst().sendException = new SslAuthenticationException("expired");
        assertThatThrownBy(this::send).isInstanceOf(SslAuthenticationException.class);
        made.getFirst().sendException = null;

        assertThatThrownBy(this::send).isInstanceOf(TimeoutException.class);

        assertThat(made).hasSize(1);
        assertThat(made.getFirst().history()).isEmpty();
    }

    private void letTimePass() {
        now += Duration.ofSeconds(1).toNanos();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of it is the mock's history
    private void send() {
        producer.send(new ProducerRecord<>("topic", new byte[0]));
    }

    private MockProducer<byte[], byte[]> make() {
        made.add(new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return made.getLast();
    }
}
