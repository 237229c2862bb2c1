package dev.gatehouse.iotingest.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;

/** Which devices are under maintenance, as the latest event about each of them says. Thread-safe. */
@Component
public final class MarkedDevices {
    /** A late event comes out of quarantine, which keeps none for much longer than a week: it finds the row that it is older than. */
    static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_AT_ONCE = 5_000;
    private static final String STAYS = "known.work_order = excluded.work_order AND known.since IS NOT NULL AND excluded.since IS NOT NULL";

    private final JdbcClient jdbc;
    private final InstantSource time;

    MarkedDevices(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Since when, by which event and why stays as it was first heard of one work order. */
    void note(DeviceId device, Mark mark) {
        var maintenance = mark.maintenance();
        jdbc.sql("""
                INSERT INTO device_mark AS known (device, work_order, version, said, since, event, cause, visit, noted)
                VALUES (:device, :order, :version, :said, :since, :event, :cause, :visit, :noted)
                ON CONFLICT (device) DO UPDATE SET work_order = excluded.work_order, version = excluded.version,
                    said = excluded.said, visit = excluded.visit, noted = excluded.noted,
                    since = CASE WHEN %1$s THEN known.since ELSE excluded.since END,
                    event = CASE WHEN %1$s THEN known.event ELSE excluded.event END,
                    cause = CASE WHEN %1$s THEN known.cause ELSE excluded.cause END
                WHERE CASE WHEN known.work_order = excluded.work_order THEN known.version < excluded.version
                           ELSE known.said < excluded.said END""".formatted(STAYS))
                .param("device", device.value()).param("order", mark.workOrder()).param("version", mark.version())
                .param("said", at(mark.time())).param("since", maintenance == null ? null : at(maintenance.since()))
                .param("event", maintenance == null ? null : maintenance.event().value())
                .param("cause", maintenance == null ? null : text(maintenance.cause()))
                .param("visit", maintenance == null ? null : at(maintenance.visit())).param("noted", at(time.instant()))
                .update();
    }

    public Optional<Maintenance> maintenance(DeviceId device) {
        return jdbc.sql("SELECT work_order, since, event, cause, visit FROM device_mark WHERE device = ? AND since IS NOT NULL")
                .param(device.value()).query((row, n) -> maintenance(row)).optional();
    }

    /** Several instances at once pass over each other's rows. */
    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        var before = time.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        int gone;
        do
            gone = jdbc.sql("""
                    DELETE FROM device_mark WHERE device IN
                        (SELECT device FROM device_mark WHERE noted < ? AND since IS NULL LIMIT ? FOR UPDATE SKIP LOCKED)""")
                    .params(before, MOST_AT_ONCE).update();
        while (gone == MOST_AT_ONCE);
    }

    private static Maintenance maintenance(ResultSet row) throws SQLException {
        var cause = row.getString("cause");
        var visit = row.getObject("visit", OffsetDateTime.class);
        return new Maintenance(row.getObject("work_order", UUID.class), row.getObject("since", OffsetDateTime.class).toInstant(),
                new EventId(row.getString("event")), cause == null ? null : new EventId(cause),
                visit == null ? null : visit.toInstant());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String text(@Nullable Object name) {
        return name == null ? null : name.toString();
    }
}
