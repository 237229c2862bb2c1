package dev.gatehouse.benchmarks.outbox;

import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;

/** Fills the outbox with copies of an event that was published, each with the next version of one of many orders. */
final class Backlog {
    /** Ten digits, so that the version of a copy takes its place in the stored headers. */
    private static final long FIRST = 1_000_000_000L;
    static final int ORDERS = 1_000;
    private static final String COPY = """
            INSERT INTO outbox (topic, subject, session, headers, value)
            SELECT topic, 'order-' || n % :orders, session,
                overlay(headers PLACING convert_to((:first + n / :orders)::text, 'UTF8')
                    FROM position(convert_to(:template::text, 'UTF8') IN headers)), value
            FROM sample, generate_series(:from::bigint, :to::bigint - 1) AS n ORDER BY n""";
    private static final int AT_ONCE = 20_000;

    private final Shop shop;
    private long filled;

    Backlog(Shop shop) {
        this.shop = shop;
        shop.transaction.executeWithoutResult(status -> shop.events.publish(new OrderChanged("x".repeat(960)),
                About.about("order", FIRST).because(Cause.user())));
        shop.sql.sql("CREATE TABLE sample AS SELECT topic, session, headers, value FROM outbox").update();
        shop.sql.sql("DELETE FROM outbox").update();
    }

    void fill(long events) {
        long end = filled + events;
        while (filled < end) {
            long next = Math.min(filled + AT_ONCE, end);
            shop.sql.sql(COPY).param("orders", ORDERS).param("first", FIRST).param("template", FIRST).param("from", filled)
                    .param("to", next).update();
            filled = next;
        }
        shop.sql.sql("ANALYZE outbox").update();
    }

    long left() {
        return shop.sql.sql("SELECT count(*) FROM outbox").query(Long.class).single();
    }

    boolean isEmpty() {
        return !shop.sql.sql("SELECT EXISTS (SELECT 1 FROM outbox)").query(Boolean.class).single();
    }
}
