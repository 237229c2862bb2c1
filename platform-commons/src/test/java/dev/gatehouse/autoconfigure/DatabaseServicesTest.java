package dev.gatehouse.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.gatehouse.delivery.jdbc.BaseBackup;
import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.Events;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * From outbox to inbox to outbox: a notary writes letters, about subjects that nobody may know; a clerk gives a receipt for
 * each; an archivist, who has no database, keeps the receipts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseServicesTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private static final Logger PLATFORM = (Logger) LoggerFactory.getLogger("dev.gatehouse");
    private static final ServiceName ARCHIVIST = new ServiceName("archivist");
    private static final List<String> DESCRIPTORS = List.of("""
            service: notary
            team: tests
            topics:
              %1$s-letters.v1:
                readers: [clerk]
                protection: sealed
                key: pseudonymous
                partitions: 1
                retention: 1d
                events: { test.letter.sent: schemas/written.v1.json }
            consumes: {}
            """, """
            service: clerk
            team: tests
            topics:
              %1$s-receipts.v1:
                readers: [archivist]
                protection: sealed
                key: plain
                partitions: 1
                retention: 1d
                events: { test.receipt.given: schemas/written.v1.json }
            consumes:
              %1$s-letters.v1: { from: notary }
            """, """
            service: archivist
            team: tests
            topics: {}
            consumes:
              %1$s-receipts.v1: { from: clerk }
            """);

    private final Topics topics = new Topics();
    private final ReceiptForEachLetter receipts = new ReceiptForEachLetter();
    private final Shelf shelf = new Shelf();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Office office;
    private ConfigurableApplicationContext notary;
    private ConfigurableApplicationContext clerk;
    private long letters;

    @TempDir
    private Path copies;

    @BeforeAll
    void start(@TempDir Path data) {
        TestDatabase.prepare("notary", "clerk");
        office = new Office(Office.ESTATE, data, "services", DESCRIPTORS);
        office.layOut(ARCHIVIST);
        office.start(ARCHIVIST, shelf);
        notary = office.startWithDatabase(Office.NOTARY);
        clerk = office.startWithDatabase(Office.CLERK, receipts);
        receipts.in(clerk);
        for (var service : List.of(notary, clerk))
            await().atMost(BOUND).until(() -> service.getBean(SealingHealth.class).health().getStatus().equals(Status.UP));
    }

    @AfterAll
    void stop() {
        ROOT.detachAppender(log);
        PLATFORM.setLevel(null);
        office.close();
        topics.close();
    }

    @Test
    @Tag("delivery")
    void whatAHandlerPublishesIsCommittedAndRolledBackWithItsEffect() {
        int before = quarantined();
        receipts.failAt("gate", () -> {
            throw new NotSentException(NotSentException.Code.UNAVAILABLE, "as the test wants it");
        });
        receipts.failAt("bug", () -> {
            throw new IllegalStateException("as the test wants it");
        });
        receipts.failAt("crash", () -> {
            receipts.heal("crash");
            TestDatabase.value("operator",
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'clerk'");
        });
        write("gate");
        var first = write("first");
        poison("plain");
        List.of("bug", "crash", "last").forEach(this::write);
        awaitNothingIn("notary");
        receipts.heal("gate");

        await().atMost(BOUND).until(() -> shelf.given().contains("last"));
        assertThat(shelf.given()).containsSubsequence("gate", "first", "crash", "last").doesNotContain("bug");
        assertThat(shelf.given().stream().filter(Set.of("gate", "first", "crash", "last")::contains)).hasSize(4);
        assertThat(shelf.event("first").cause()).isEqualTo(new Cause.Event(first, first));
        assertThat(shelf.event("first").producer()).isEqualTo(Office.CLERK);
        assertThat(quarantined()).isEqualTo(before + 2);
        receipts.heal("bug");
    }

    @Test
    @Tag("delivery")
    void aProducerRestoredFromABaseBackupSendsAgainWithTheSameIdsAndGoesOnAboveWhatItLost() throws Exception {
        give("kept", 1);
        await().atMost(BOUND).until(() -> shelf.at("restored").equals("kept"));
        try (var open = TestDatabase.connect("operator"); var statement = open.createStatement()) {
            // What is committed behind a transaction that is open stays in the outbox.
            open.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");
            give("waiting", 2);
            BaseBackup.take(copies.resolve("data"));
        }
        await().atMost(BOUND).until(() -> shelf.at("restored").equals("waiting"));
        var lost = give("lost", 3);
        await().atMost(BOUND).until(() -> shelf.at("restored").equals("lost"));

        BaseBackup.restore(copies.resolve("data"));

        awaitNothingIn("clerk");
        assertThat(idsOf("restored")).hasSize(4).element(1).isEqualTo(idsOf("restored").getLast());
        assertThat(shelf.given().stream().filter("waiting"::equals)).hasSize(1);
        // It does not know what it lost, and its version again is too old for whoever has seen it.
        assertThat(give("overlooked", 3)).isNotEqualTo(lost);
        await().atMost(BOUND).until(() -> shelf.given().contains("overlooked"));
        assertThat(shelf.at("restored")).isEqualTo("lost");
        TestDatabase.run("operator", "UPDATE clerk.aggregate SET version = version + 1000000");
        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> give("refused", 4));
        give("heard", 1_000_004);
        await().atMost(BOUND).until(() -> shelf.at("restored").equals("heard"));
    }

    @Test
    void nothingThatWasSealedOrThrownIsFoundInTheDatabaseADumpTheQuarantineOrALog() throws Exception {
        listen();
        var search = new Search(Office.ESTATE);
        TestDatabase.run("operator",
                "CREATE TABLE control AS SELECT 'control-database'::text AS words, 'control-database'::bytea AS bytes");
        poison("control-quarantine");
        PLATFORM.debug("control-log");
        receipts.failAt("canary-payload refused", () -> {
            throw new IllegalStateException("canary-exception");
        });
        try (var open = TestDatabase.connect("operator"); var statement = open.createStatement()) {
            // What is committed behind a transaction that is open stays in the outbox, to be seen in the dump.
            open.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");
            write("canary-payload", "canary-subject");
            assertThat(TestDatabase.value("operator", "SELECT count(*) FROM notary.outbox")).isNotEqualTo("0");
            for (var canary : List.of("canary-payload", "canary-subject"))
                assertThat(search.dump(canary)).isEmpty();
        }
        write("canary-payload refused", "canary-subject refused");
        write("behind the canary");
        await().atMost(BOUND).until(() -> shelf.given().contains("behind the canary"));
        TestDatabase.run("operator", "CHECKPOINT");

        assertThat(search.heap("control-database")).isNotEmpty();
        assertThat(search.log("control-database")).isNotEmpty();
        assertThat(search.dump("control-database")).containsExactly("public.control", "public.control");
        assertThat(search.broker("control-quarantine")).anyMatch(file -> file.contains(".quarantine.clerk-"));
        assertThat(logged("control-log")).isNotEmpty();
        for (var canary : List.of("canary-payload", "canary-subject", "canary-exception")) {
            assertThat(search.heap(canary)).isEmpty();
            assertThat(search.log(canary)).isEmpty();
            assertThat(search.dump(canary)).isEmpty();
            assertThat(search.broker(canary)).isEmpty();
            assertThat(search.serverLogs(canary)).isEmpty();
            assertThat(logged(canary)).isEmpty();
        }
        assertThat(shelf.given()).contains("canary-payload");
        TestDatabase.run("operator", "DROP TABLE control");
    }

    private EventId write(String text) {
        return write(text, "letter-" + ++letters);
    }

    private EventId write(String text, String subject) {
        return inTransaction(notary, events -> events.publish(new LetterSent(text, 1),
                About.about(subject, 1).because(Cause.user())));
    }

    private EventId give(String text, long version) {
        return inTransaction(clerk, events -> events.publish(new ReceiptGiven(text, 1),
                About.about("restored", version).because(Cause.schedule())));
    }

    private static EventId inTransaction(ConfigurableApplicationContext service,
            Function<Events, EventId> work) {
        var template = new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
        return Objects.requireNonNull(template.execute(status -> work.apply(service.getBean(Events.class))));
    }

    private void poison(String text) {
        topics.put(new ProducerRecord<>(office.letters.value(), 0, null, text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void awaitNothingIn(String schema) {
        await().atMost(BOUND).ignoreExceptions()
                .until(() -> TestDatabase.value("operator", "SELECT count(*) FROM %s.outbox".formatted(schema)).equals("0"));
    }

    private int quarantined() {
        return topics.all(office.letters + ".quarantine.clerk").size();
    }

    /** Event ids of a subject's receipts as they lie on the topic. */
    private List<String> idsOf(String subject) {
        return topics.all("services-receipts.v1").stream()
                .filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals(subject)).map(r -> Topics.header(r, "ce_id"))
                .toList();
    }

    /** To everything that the platform says, and whoever else warns. */
    private void listen() {
        log.start();
        PLATFORM.setLevel(Level.TRACE);
        ROOT.addAppender(log);
    }

    private List<String> logged(String word) {
        return List.copyOf(log.list).stream()
                .map(e -> e.getFormattedMessage()
                        + (e.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(e.getThrowableProxy())))
                .filter(line -> line.contains(word)).toList();
    }
}
