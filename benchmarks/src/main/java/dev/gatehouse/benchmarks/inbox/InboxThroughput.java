package dev.gatehouse.benchmarks.inbox;

import java.time.Instant;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

import dev.gatehouse.delivery.Inbox;
import dev.gatehouse.delivery.jdbc.JdbcInbox;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * Events per second through the inbox of one partition, database work alone: no broker, nothing to open. The database has the
 * tables of {@code db/gatehouse}.
 */
public final class InboxThroughput {
    private final DataSource database;

    /** @param database a pool, as a service has */
    public InboxThroughput(DataSource database) {
        this.database = database;
    }

    /** Only remembered: handlers that write nothing. */
    public double remembered(int events, int batch) {
        return run(events, batch, i -> {});
    }

    /** With one row written by the handler of each event, as services do. */
    public double withOneRowEach(int events, int batch) {
        var jdbc = JdbcClient.create(database);
        jdbc.sql("CREATE TABLE IF NOT EXISTS inbox_effect (word text)").update();
        return run(events, batch, i -> jdbc.sql("INSERT INTO inbox_effect VALUES (?)").param("effect " + i).update());
    }

    private double run(int events, int batch, IntConsumer effect) {
        var inbox = new JdbcInbox(JdbcClient.create(database), new JdbcTransactionManager(database));
        var topic = new TopicName("throughput-" + UUID.randomUUID());
        var producer = new ServiceName("producer");
        var now = Instant.now();
        Inbox.Bookmark known = null;
        long begun = System.nanoTime();
        for (int done = 0; done < events; done += batch) {
            var arrivals = IntStream.range(0, batch)
                    .mapToObj(i -> new Inbox.Arrival(producer, new EventId(UUID.randomUUID().toString()), now)).toList();
            var next = new Inbox.Bookmark("topic", done + batch);
            inbox.advance(new Inbox.Step(topic.value(), 0, topic, known, next, now), arrivals, effect);
            known = next;
        }
        return events * 1e9 / (System.nanoTime() - begun);
    }
}
