package dev.gatehouse.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;

import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults that pass: the partition waits at its record, nothing is quarantined, nothing lost, and the others go on. */
@Tag("delivery")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PausedPartitionTest {
    private final Topics topics = new Topics();
    private Office office;
    private ConfigurableApplicationContext notary;
    private ConfigurableApplicationContext clerk;

    @BeforeAll
    void start(@TempDir Path data) {
        office = new Office(data, "pause");
        clerk = office.startClerk();
        notary = office.startNotary();
        Office.awaitSessions(notary);
    }

    @AfterAll
    void stop() {
        office.close();
        topics.close();
    }

    enum Fault {
        NO_SESSION, NOT_ACKNOWLEDGED, RIGHTS_ARE_LATE, TIMEOUT;

        RuntimeException thrown() {
            return switch (this) {
                case NO_SESSION -> new NotSentException(Code.NO_SESSION, "as the test wants it");
                case NOT_ACKNOWLEDGED -> new CompletionException(new NotSentException(Code.UNAVAILABLE, "as the test wants it"));
                case RIGHTS_ARE_LATE -> new CompletionException(new NotSentException(Code.DENIED, "as the test wants it"));
                case TIMEOUT -> new TimeoutException("as the test wants it");
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatCannotSendPausesItsPartitionAloneAndLosesNothing(Fault fault) {
        office.lettersOfClerk.failAt("held up by " + fault, fault::thrown);
        send(0, "held up by " + fault);
        send(0, "behind " + fault);
        office.lettersOfClerk.awaitAttempts("held up by " + fault, 2);

        send(1, "beside " + fault);
        office.lettersOfClerk.awaitApplied("beside " + fault);
        assertThat(office.lettersOfClerk.attempts("behind " + fault)).isZero();

        office.lettersOfClerk.heal("held up by " + fault);
        office.lettersOfClerk.awaitApplied("behind " + fault);
        assertThat(office.lettersOfClerk.applied("held up by " + fault)).isEqualTo(1);
        assertThat(quarantined()).noneMatch(place -> place.startsWith("0@"));
    }

    @Test
    void aReaderThatEndsWhilePausedFindsTheRecordAgain() {
        office.lettersOfClerk.failAt("interrupted", () -> new NotSentException(Code.UNAVAILABLE, "as the test wants it"));
        send(2, "before it");
        office.lettersOfClerk.awaitApplied("before it");
        send(2, "interrupted");
        office.lettersOfClerk.awaitAttempts("interrupted", 2);

        clerk.close();
        var partition = new TopicPartition(office.letters.value(), 2);
        assertThat(topics.committed("clerk", partition)).hasValue(lastOffset(2));

        office.lettersOfClerk.heal("interrupted");
        clerk = office.startClerk();
        office.lettersOfClerk.awaitApplied("interrupted");
        assertThat(office.lettersOfClerk.applied("before it")).isEqualTo(1);
    }

    @Test
    void whatCannotBeQuarantinedIsNotPassedOver() {
        topics.forbid(quarantineRight());
        var bad = topics.put(new ProducerRecord<>(office.letters.value(), 1, null, "plain".getBytes(StandardCharsets.US_ASCII)));
        send(1, "after plaintext");
        send(2, "meanwhile");
        office.lettersOfClerk.awaitApplied("meanwhile");

        var partition = new TopicPartition(office.letters.value(), 1);
        assertThat(topics.committed("clerk", partition).orElse(0L)).isLessThanOrEqualTo(bad.offset());
        assertThat(office.lettersOfClerk.attempts("after plaintext")).isZero();

        topics.allow(quarantineRight());
        office.lettersOfClerk.awaitApplied("after plaintext");
        assertThat(quarantined()).contains("%d@%d".formatted(bad.partition(), bad.offset())).doesNotHaveDuplicates();
    }

    private void send(int partition, String text) {
        var subject = IntStream.iterate(0, i -> i + 1).mapToObj(i -> "box-" + i)
                .filter(s -> Utils.toPositive(Utils.murmur2(s.getBytes(StandardCharsets.UTF_8))) % 3 == partition).findFirst()
                .orElseThrow();
        notary.getBean(DirectEvents.class).send(new LetterSent(text, 1), About.about(subject).because(Cause.schedule())).join();
    }

    private long lastOffset(int partition) {
        return topics.all(office.letters.value()).stream().filter(r -> r.partition() == partition).mapToLong(r -> r.offset())
                .max().orElseThrow();
    }

    private List<String> quarantined() {
        return topics.all(office.letters + ".quarantine.clerk").stream()
                .map(r -> Topics.header(r, "gatehouse-original-partition") + "@" + Topics.header(r, "gatehouse-original-offset"))
                .toList();
    }

    private AclBinding quarantineRight() {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, office.letters + ".quarantine.clerk", PatternType.LITERAL),
                new AccessControlEntry("User:clerk", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    }
}
