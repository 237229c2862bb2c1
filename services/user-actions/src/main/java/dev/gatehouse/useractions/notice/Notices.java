package dev.gatehouse.useractions.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;

/** What is going on in each block, and what was until 30 days ago. Thread-safe. */
@Component
public final class Notices {
    static final int MOST_SHOWN = 100;
    /** A late event comes out of quarantine, which keeps none for much longer than a week: it finds the row that it is older than. */
    static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final InstantSource time;

    Notices(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * In which order events come, and how often, makes no difference.
     *
     * @throws IllegalArgumentException when the event has no version
     */
    void note(Notice notice, EventMetadata event) {
        var version = event.version();
        if (version == null)
            throw new IllegalArgumentException("event %s has no version: without one, a late event would overwrite a newer one"
                    .formatted(event.id()));
        var opening = notice.opening();
        jdbc.sql(
                """
                        INSERT INTO notice AS known (work_order, block, device, version, state, reason, opened, cause, visit, ended, noted)
                        VALUES (:order, :block, :device, :version, :state, :reason, :opened, :cause, :visit, :ended, :noted)
                        ON CONFLICT (work_order) DO UPDATE SET
                            version = greatest(known.version, excluded.version),
                            state = CASE WHEN known.version < excluded.version THEN excluded.state ELSE known.state END,
                            reason = coalesce(known.reason, excluded.reason),
                            opened = coalesce(known.opened, excluded.opened),
                            cause = coalesce(known.cause, excluded.cause),
                            visit = CASE WHEN known.version < excluded.version THEN coalesce(excluded.visit, known.visit)
                                         ELSE coalesce(known.visit, excluded.visit) END,
                            ended = coalesce(known.ended, excluded.ended),
                            noted = excluded.noted""")
                .param("order", notice.workOrder()).param("block", notice.block().value())
                .param("device", text(notice.device())).param("version", version).param("state", notice.state().name())
                .param("reason", opening == null ? null : opening.reason())
                .param("opened", opening == null ? null : at(opening.at()))
                .param("cause", opening == null ? null : text(opening.cause())).param("visit", at(notice.visit()))
                .param("ended", at(notice.ended())).param("noted", at(time.instant()))
                .update();
    }

    /** Of one block and no other, what was first heard of last. */
    public List<Notice> in(BlockName block) {
        return jdbc.sql("SELECT * FROM notice WHERE block = ? ORDER BY heard DESC LIMIT ?").params(block.value(), MOST_SHOWN)
                .query((row, n) -> notice(row)).list();
    }

    /** Several instances at once pass over each other's rows. */
    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        var before = time.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        int gone;
        do
            gone = jdbc.sql("""
                    DELETE FROM notice WHERE work_order IN
                        (SELECT work_order FROM notice WHERE noted < ? AND state IN ('DONE', 'CANCELLED') LIMIT ?
                         FOR UPDATE SKIP LOCKED)""").params(before, MOST_AT_ONCE).update();
        while (gone == MOST_AT_ONCE);
    }

    private static Notice notice(ResultSet row) throws SQLException {
        var device = row.getString("device");
        return new Notice(row.getObject("work_order", UUID.class), new BlockName(row.getString("block")),
                device == null ? null : new DeviceId(device), Notice.State.valueOf(row.getString("state")), opening(row),
                instant(row, "visit"), instant(row, "ended"));
    }

    private static Notice.@Nullable Opening opening(ResultSet row) throws SQLException {
        var at = instant(row, "opened");
        var cause = row.getString("cause");
        return at == null ? null : new Notice.Opening(at, row.getString("reason"), cause == null ? null : new EventId(cause));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String text(@Nullable Object name) {
        return name == null ? null : name.toString();
    }
}
