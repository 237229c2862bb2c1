package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.sealing.SealingSessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What goes back, is made anew, or comes late: nothing is lost, nothing is doubled, nothing newer is overwritten. */
@Tag("delivery")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxRecoveryTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private final Topics topics = new Topics();
    private final Ledger ledger = new Ledger();
    private Office office;
    private ConfigurableApplicationContext notary;
    private ConfigurableApplicationContext clerk;

    @TempDir
    private Path copies;

    @BeforeAll
    void start(@TempDir Path data) {
        TestDatabase.prepare("clerk");
        office = new Office(data, "recovery");
        notary = office.startNotary();
        clerk = startClerk();
        await().atMost(BOUND).until(() -> notary.getBean(SealingSessions.class).states().stream()
                .filter(s -> s.topic().equals(office.letters)).allMatch(s -> s.age().isPresent()));
    }

    @AfterAll
    void stop() {
        office.close();
        topics.close();
    }

    @Test
    void aDatabaseRestoredFromACopyLosesNothingAndDoublesNothing() throws Exception {
        IntStream.range(0, 3).forEach(p -> send(p, "copied " + p));
        IntStream.range(0, 3).forEach(p -> Ledger.awaitWritten("copied " + p));
        withDatabaseStopped(data -> copy(data, copies.resolve("data")));
        IntStream.range(0, 6).forEach(i -> send(i % 3, "after the copy " + i));
        IntStream.range(0, 6).forEach(i -> Ledger.awaitWritten("after the copy " + i));
        withDatabaseStopped(data -> {
            run("rm", "-rf", data.toString());
            copy(copies.resolve("data"), data);
        });

        send(0, "after the restore");
        Ledger.awaitWritten("after the restore");
        IntStream.range(0, 6).forEach(i -> Ledger.awaitWritten("after the copy " + i));
        IntStream.range(0, 6).forEach(i -> assertThat(Ledger.written("after the copy " + i)).isOne());
        IntStream.range(0, 3).forEach(p -> assertThat(Ledger.written("copied " + p)).isOne());
    }

    @Test
    void aTopicMadeAnewIsReadFromItsBeginning() {
        IntStream.range(0, 5).forEach(i -> send(1, "old topic " + i));
        Ledger.awaitWritten("old topic 4");
        clerk.close();
        Topics.answer(topics.admin.deleteTopics(List.of(office.letters.value())).all());
        await().atMost(BOUND).until(() -> !Topics.answer(topics.admin.listTopics().names()).contains(office.letters.value()));
        office.provision();

        // More than the old one had, so that its offsets would lead into the middle.
        long old = Long.parseLong(TestDatabase.value("clerk",
                "SELECT max(next_offset) FROM inbox_position WHERE topic = '%s'".formatted(office.letters)));
        LongStream.range(0, old + 3).forEach(i -> send(1, "new topic " + i));
        clerk = startClerk();

        Ledger.awaitWritten("new topic " + (old + 2));
        Ledger.awaitWritten("new topic 0");
        assertThat(Ledger.written("old topic 4")).isOne();
    }

    @Test
    void aLateEventOutOfQuarantineIsAppliedUnlessANewerOneWas() throws Exception {
        List.of("v1 of a", "v1 of b", "never").forEach(text -> ledger.failAt(text, jdbc -> {
            throw new IllegalStateException("as the test wants it");
        }));
        sendVersion("a", 1, "v1 of a");
        sendVersion("a", 2, "v2 of a");
        sendVersion("b", 1, "v1 of b");
        sendVersion("c", 1, "never");
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(topics.all(office.letters + ".quarantine.clerk")).hasSizeGreaterThan(2));
        Ledger.awaitWritten("v2 of a");
        List.of("v1 of a", "v1 of b").forEach(ledger::heal);

        assertThat(requeue("operator", "{\"dryRun\":true}").body()).contains("\"records\":3", "\"applied\":0");
        assertThat(requeue("operator", "{}").body()).contains("\"records\":3", "\"applied\":2", "\"NOT_APPLIED\":1",
                "\"left\":0");
        assertThat(Ledger.written("v1 of a")).isZero();
        assertThat(Ledger.written("v1 of b")).isOne();

        ledger.heal("never");
        assertThat(requeue("operator", "{}").body()).contains("\"records\":1", "\"applied\":1");
        assertThat(requeue("operator", "{}").body()).contains("\"records\":0");
        assertThat(Ledger.written("never")).isOne();
    }

    @Test
    void nobodyButTheOperatorHasAServiceRequeue() throws Exception {
        assertThat(requeue("notary", "{}").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> requeue(String who, String body) throws IOException, InterruptedException {
        try (var client = TestClient.with(Office.ESTATE.authority().certificatePem(), Office.ESTATE.identity(who))) {
            return client.post(clerk.getEnvironment().getRequiredProperty("local.management.port", Integer.class),
                    "/actuator/requeue/" + office.letters, body);
        }
    }

    private ConfigurableApplicationContext startClerk() {
        var started = office.startWithDatabase(Office.CLERK, office.notesOfClerk, ledger);
        ledger.in(started);
        return started;
    }

    private interface Work {
        void on(Path data) throws Exception;
    }

    private static void withDatabaseStopped(Work work) throws Exception {
        var database = Office.ESTATE.database();
        database.stop();
        work.on(database.settings().folder().resolve("data"));
        database.start();
    }

    private static void copy(Path from, Path to) throws Exception {
        run("cp", "-a", from.toString(), to.toString());
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private void sendVersion(String subject, long version, String text) {
        notary.getBean(DirectEvents.class).send(new LetterSent(text, 1), About.about(subject, version).because(Cause.schedule()))
                .join();
    }

    private void send(int partition, String text) {
        var subject = IntStream.iterate(0, i -> i + 1).mapToObj(i -> "box-" + i)
                .filter(s -> Utils.toPositive(Utils.murmur2(s.getBytes(StandardCharsets.UTF_8))) % 3 == partition).findFirst()
                .orElseThrow();
        notary.getBean(DirectEvents.class).send(new LetterSent(text, 1), About.about(subject).because(Cause.schedule())).join();
    }
}
