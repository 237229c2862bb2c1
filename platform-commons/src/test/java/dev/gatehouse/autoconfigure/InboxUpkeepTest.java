package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.jdbc.JdbcInbox;
import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.LogTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The inbox of a real database, purged by the time of the log. */
class InboxUpkeepTest {
    private static final Instant NOW = Instant.parse("2030-03-01T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(16);
    private static final ServiceName BAKER = new ServiceName("baker");
    private final TopicName topic = new TopicName("upkeep.v1");

    @Test
    void aRunningServiceForgetsWhatHasBeenStaleForADayAndNothingYounger() {
        TestDatabase.prepare("janitor");
        var database = TestDatabase.dataSource("janitor");
        Flyway.configure().dataSource(database).locations("classpath:db/gatehouse").table("gatehouse_schema_history").load()
                .migrate();
        var inbox = new JdbcInbox(JdbcClient.create(database), new JdbcTransactionManager(database));
        inbox.advance(new dev.gatehouse.delivery.Inbox.Step(topic.value(), 0, topic, null,
                new dev.gatehouse.delivery.Inbox.Bookmark("topic", 3), NOW),
                List.of(sealedAt(Duration.ofHours(25)), sealedAt(Duration.ofHours(23)), sealedAt(Duration.ofHours(-1))), i -> {});
        var time = new LogTime(System::nanoTime);
        time.observe(NOW);
        var upkeep = new InboxUpkeep(inbox, () -> List.of(contract()), time);

        upkeep.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> ids().equals("PT23H,PT-1H"));
        upkeep.stop();
        assertThat(upkeep.isRunning()).isFalse();
    }

    /** In a session that has been stale for so long. */
    private static dev.gatehouse.delivery.Inbox.Arrival sealedAt(Duration stale) {
        return new dev.gatehouse.delivery.Inbox.Arrival(BAKER, new EventId(stale.toString()),
                NOW.minus(RETENTION).minus(stale));
    }

    private String ids() {
        return TestDatabase.value("janitor", "SELECT string_agg(event_id, ',' ORDER BY session_created) FROM inbox");
    }

    private TopicContract contract() {
        return new TopicContract(topic, topic.value(), BAKER, Protection.SEALED, KeyKind.PLAIN, AppendTime.LOG_APPEND_TIME,
                List.of(), List.of(), Map.of(), Duration.ofDays(1), RETENTION, 1 << 20);
    }
}
