package dev.gatehouse.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.gatehouse.delivery.jdbc.OutboxRelay;
import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.Events;
import dev.gatehouse.events.NotSentException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A service with a database publishes in its transactions; another one, without, reads. */
@Tag("delivery")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboxPathTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private Office office;
    private ConfigurableApplicationContext notary;

    @BeforeAll
    void start(@TempDir Path data) {
        TestDatabase.prepare(Office.NOTARY.value());
        office = new Office(data, "outbox");
        office.startClerk();
        notary = office.startWithDatabase(Office.NOTARY);
        var sessions = notary.getBean(GatehouseOutboxAutoConfiguration.OutboxSessions.class).all();
        await().atMost(BOUND).until(() -> sessions.states().stream().allMatch(state -> state.age().isPresent()));
    }

    @AfterAll
    void stop() {
        office.close();
    }

    @Test
    void anEventThatWasCommittedReachesItsReaderAndOneThatWasRolledBackDoesNot() {
        publish("rolled back", 1, false);
        publish("committed", 1, true);

        office.notesOfClerk.awaitApplied("committed");
        assertThat(office.notesOfClerk.applied("rolled back")).isZero();
        assertThat(office.notesOfClerk.events).last().satisfies(event -> {
            assertThat(event.producer()).isEqualTo(Office.NOTARY);
            assertThat(event.version()).isEqualTo(1);
        });
        await().atMost(BOUND).until(() -> TestDatabase.value(Office.NOTARY.value(), "SELECT count(*) FROM outbox").equals("0"));
    }

    @Test
    void itsNumbersAndItsHealthTellThatItIsCarried() {
        await().atMost(BOUND).until(() -> notary.getBean(OutboxRelay.class).backlog().isPresent());
        var meters = notary.getBean(MeterRegistry.class);

        assertThat(meters.get("gatehouse.outbox.backlog").gauge().value()).isGreaterThanOrEqualTo(0);
        assertThat(meters.get("gatehouse.outbox.horizon.age").gauge().value()).isGreaterThanOrEqualTo(0);
        assertThat(meters.get("gatehouse.outbox.stopped").gauge().value()).isZero();
        assertThat(notary.getBean(OutboxHealth.class).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void theRelayTakesNoConnectionOfThePool() {
        await().atMost(BOUND).until(notary.getBean(OutboxRelay.class)::isActive);

        var pool = notary.getBean(HikariDataSource.class).getHikariPoolMXBean();
        await().atMost(BOUND).until(() -> pool.getActiveConnections() == 0);
    }

    @Test
    void whatNeedsTheTablesWaitsForTheMigrations() {
        var beans = notary.getBeanFactory();

        assertThat(List.of("gatehouseRelay", "gatehouseOutboxGrants"))
                .allSatisfy(bean -> assertThat(beans.getMergedBeanDefinition(bean).getDependsOn()).contains("flywayInitializer"));
    }

    @Test
    void aPublicationWithoutATransactionIsRefusedAndAudited() {
        try (var audit = new AuditLines()) {
            assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> notary.getBean(Events.class)
                    .publish(new NoteTaken("nowhere", 1), About.about("ledger", 9).because(Cause.user())));

            assertThat(audit.codes()).containsExactly("NO_TRANSACTION");
        }
    }

    private void publish(String text, long version, boolean commit) {
        new TransactionTemplate(notary.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            notary.getBean(Events.class).publish(new NoteTaken(text, 1), About.about("ledger", version).because(Cause.user()));
            if (!commit)
                status.setRollbackOnly();
        });
    }
}
