package dev.gatehouse.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.kafka.GrantLog;

import static dev.gatehouse.autoconfigure.Office.CLERK;
import static dev.gatehouse.autoconfigure.Office.NOTARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A contract that changes while its services run over a real broker: they follow it, and none is restarted. */
@ExtendWith(OutputCaptureExtension.class)
class ChangedContractTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    /** Has no key and never will, so that contracts are read each second. */
    private static final Reader AWAITED = new Reader(new ServiceName("awaited"), null);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ServiceName SCRIBE = new ServiceName("scribe");
    private final Topics topics = new Topics();
    private final AuditLines audit = new AuditLines();
    private final Map<ServiceName, ConfigurableApplicationContext> running = new HashMap<>();
    @TempDir
    private Path data;
    private Office office;

    @BeforeEach
    void apply() {
        office = new Office(data, "changed-%d".formatted(NUMBER.incrementAndGet()));
    }

    @AfterEach
    void stop() {
        office.close();
        topics.close();
        audit.close();
    }

    @Test
    void aReaderThatIsRemovedOpensNothingNewAndGoesOnWhenItIsAddedAgain(CapturedOutput output) {
        office.keys(SCRIBE);
        contract(NOTARY, office.notes, office.letters);
        contract(CLERK, office.notes, office.letters);
        start(new Inbox.Notes(), office.lettersOfClerk);
        letter("before");
        office.lettersOfClerk.awaitApplied("before");
        var committed = committed(office.letters);

        rights(office.letters).forEach(topics::forbid);
        letter("unread");
        await().atMost(BOUND).until(() -> audited(CLERK, "READ_DENIED", office.letters) == 1);
        contract(CLERK, office.notes);
        office.writeContract(new Contract(Office.REALM, NOTARY, List.of(with(office.notes, AWAITED, new Reader(CLERK, null)),
                with(office.letters, AWAITED, new Reader(SCRIBE, null)))));
        await().atMost(BOUND).until(() -> audited(CLERK, "CONTRACT_CHANGED", office.letters) == 1
                && audited(NOTARY, "CONTRACT_CHANGED", office.letters) == 1);
        awaitSession(2);
        letter("while away");
        assertThat(service(CLERK).getBean(GrantLog.class).positions()).doesNotContainKey(office.letters);

        rights(office.letters).forEach(topics::allow);
        contract(CLERK, office.notes, office.letters);
        contract(NOTARY, office.notes, office.letters);
        await().atMost(BOUND).until(() -> audited(CLERK, "CONTRACT_CHANGED", office.letters) == 2
                && audited(NOTARY, "CONTRACT_CHANGED", office.letters) == 2);
        awaitSession(3);
        letter("afterwards");
        office.lettersOfClerk.awaitApplied("afterwards");

        assertThat(office.lettersOfClerk.applied("while away")).isZero();
        assertThat(office.lettersOfClerk.applied("before")).isEqualTo(1);
        assertThat(committed(office.letters)).isEqualTo(committed + 3);
        assertThat(audited(CLERK, "READ_DENIED", office.letters)).isEqualTo(1);
        assertThat(output.getAll().lines().filter(line -> line.contains("uthorization"))).hasSizeLessThan(5);
    }

    @Test
    void aTopicThatIsAddedToReadIsOpenedAndIfNobodyHandlesItItsOffsetsMove() {
        contract(NOTARY, office.notes, office.letters);
        contract(CLERK, office.letters);
        start(office.lettersOfClerk);
        note("early");

        contract(CLERK, office.notes, office.letters);
        note("late");

        await().atMost(BOUND).until(() -> committed(office.notes) == 2);
        assertThat(counted("gatehouse.open", office.notes, "OPENED")).isEqualTo(2);
        assertThat(topics.all(office.notes + ".quarantine.clerk")).isEmpty();
    }

    @Test
    void aTopicMayBeWrittenAsLongAsTheContractSaysSo() {
        contract(NOTARY, office.letters);
        contract(CLERK, office.notes, office.letters);
        start(office.notesOfClerk, office.lettersOfClerk);
        notDeclared();

        contract(NOTARY, office.notes, office.letters);
        await().atMost(BOUND).until(() -> sessions(office.notes) == 1);
        note("allowed");
        office.notesOfClerk.awaitApplied("allowed");
        assertThat(service(NOTARY).getBean(MeterRegistry.class).find("gatehouse.sealing.session.age")
                .tag("topic", office.notes.value())
                .gauge()).isNotNull();

        contract(NOTARY, office.letters);
        await().atMost(BOUND).until(() -> sessions(office.notes) == 0);
        notDeclared();
        assertThat(service(NOTARY).getBean(MeterRegistry.class).find("gatehouse.sealing.session.age")
                .tag("topic", office.notes.value())
                .gauge()).isNull();
        assertThat(audited(NOTARY, "NOT_DECLARED", null)).isEqualTo(2);
    }

    @Test
    void aReaderThatIsAddedToWhatIsWrittenIsInTheNextSessionAtOnce() {
        office.keys(SCRIBE);
        contract(NOTARY, office.notes);
        office.writeContract(new Contract(Office.REALM, NOTARY, List.of(with(office.notes, AWAITED, new Reader(SCRIBE, null)))));
        contract(CLERK, office.notes);
        start(office.notesOfClerk);
        note("not for the clerk");

        contract(NOTARY, office.notes);
        await().atMost(BOUND).until(() -> audited(NOTARY, "CONTRACT_CHANGED", office.notes) == 1);
        await().atMost(BOUND).until(() -> topics.all(office.notes + ".grants").size() == 2);
        note("for the clerk");

        office.notesOfClerk.awaitApplied("for the clerk");
        assertThat(office.notesOfClerk.applied("not for the clerk")).isZero();
    }

    private void start(Object... handlers) {
        running.put(CLERK, office.start(CLERK, handlers));
        running.put(NOTARY, office.startNotary());
        audit.listen();
        Office.awaitSessions(service(NOTARY));
    }

    /** The session of letters with this number is announced and active. */
    private void awaitSession(int number) {
        await().atMost(BOUND).until(() -> topics.all(office.letters + ".grants").size() == number);
        Office.awaitSessions(service(NOTARY));
    }

    private ConfigurableApplicationContext service(ServiceName name) {
        return Objects.requireNonNull(running.get(name));
    }

    /** Writes a contract of these topics alone; a reader that is new to one is one from now on. */
    private void contract(ServiceName service, TopicName... names) {
        var terms = new ArrayList<TopicContract>();
        for (var name : names)
            terms.add(with(name, AWAITED, new Reader(CLERK, Instant.now())));
        office.writeContract(new Contract(Office.REALM, service, terms));
    }

    private TopicContract with(TopicName name, Reader... readers) {
        var t = office.contract(name);
        return new TopicContract(t.topic(), t.physical(), t.owner(), t.protection(), t.key(), t.appendTime(), List.of(readers),
                t.writers(), t.events(), t.retention(), t.grantsRetention(), t.maxMessageBytes());
    }

    private void letter(String text) {
        service(NOTARY).getBean(DirectEvents.class).send(new LetterSent(text, 1), About.about("desk").because(Cause.schedule()))
                .join();
    }

    private void note(String text) {
        service(NOTARY).getBean(DirectEvents.class).send(new NoteTaken(text, 1), About.about("desk").because(Cause.schedule()))
                .join();
    }

    private void notDeclared() {
        assertThatThrownBy(() -> note("refused")).isInstanceOfSatisfying(NotSentException.class,
                refused -> assertThat(refused.code()).isEqualTo(NotSentException.Code.NOT_DECLARED))
                .hasMessageContaining("service.yml");
    }

    private long sessions(TopicName topic) {
        return service(NOTARY).getBean(SealingSessions.class).states().stream()
                .filter(state -> state.topic().equals(topic) && state.age().isPresent()).count();
    }

    private long committed(TopicName topic) {
        long all = 0;
        for (int partition = 0; partition < 3; partition++)
            all += topics.committed("clerk", new TopicPartition(topic.value(), partition)).orElse(0L);
        return all;
    }

    private long audited(ServiceName service, String code, @Nullable TopicName topic) {
        return audit.all().stream().filter(line -> line.get("service").asString().equals(service.value())
                && line.get("code").asString().equals(code)
                && (topic == null || line.path("topic").asString("").equals(topic.value()))).count();
    }

    private double counted(String meter, TopicName topic, String code) {
        return service(CLERK).getBean(MeterRegistry.class).get(meter).tags("topic", topic.value(), "code", code).counter()
                .count();
    }

    private static List<AclBinding> rights(TopicName topic) {
        var rights = new ArrayList<AclBinding>();
        for (var resource : List.of(topic.value(), topic + ".grants"))
            for (var operation : List.of(AclOperation.READ, AclOperation.DESCRIBE))
                rights.add(new AclBinding(new ResourcePattern(ResourceType.TOPIC, resource, PatternType.LITERAL),
                        new AccessControlEntry("User:clerk", "*", operation, AclPermissionType.ALLOW)));
        return rights;
    }
}
