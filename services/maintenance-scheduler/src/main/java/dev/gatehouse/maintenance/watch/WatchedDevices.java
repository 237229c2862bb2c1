package dev.gatehouse.maintenance.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/**
 * From which block each device reports, and for how many readings it has been calm. Of a device that a work order stands for, that
 * is never enough of them: what opens one has spoken against the device in the same transaction.
 *
 * <p>Reports and readings of a device come by different threads and instances. Whoever changes anything about it locks its row
 * here first, its work order second and the work order's events third, so that for one device nobody waits in a circle. The
 * transaction of a batch may take several devices in any order; PostgreSQL ends one of two that wait for each other, and the
 * platform runs its events again, each in a transaction of its own.
 */
@Component
public final class WatchedDevices {
    private static final int CALM = 3;
    /** How exact it is known when a device was heard last; each time costs a write. */
    private static final Duration EXACT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final InstantSource time;

    WatchedDevices(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * However calm it has been, the device has to show it anew, by readings from then on.
     *
     * @return false when it does not report from that block, and then nothing has changed
     */
    public boolean isDoubted(BlockName block, DeviceId device, Instant from) {
        return jdbc.sql("UPDATE watched_device SET calm = 0, doubted = greatest(doubted, ?) WHERE device = ? AND block = ?")
                .params(at(from), device.value(), block.value()).update() == 1;
    }

    /**
     * The same, of a device that has just reported.
     *
     * @return false when a later reading of it is known, as behind one that comes out of quarantine, and then nothing has changed; of
     *         a calm device the latest is known to the day
     */
    boolean isDoubtedByItself(BlockName block, DeviceId device, Instant from) {
        return jdbc.sql("""
                INSERT INTO watched_device AS known (device, block, calm, doubted, latest, seen)
                VALUES (:device, :block, 0, :from, :from, :now)
                ON CONFLICT (device) DO UPDATE SET block = excluded.block, calm = 0, latest = excluded.latest,
                    doubted = greatest(known.doubted, excluded.doubted), seen = excluded.seen
                WHERE known.latest <= excluded.latest""").param("device", device.value()).param("block", block.value())
                .param("from", at(from)).param("now", at(time.instant())).update() == 1;
    }

    /**
     * Whether one more plausible reading changes nothing. One look without a lock, which is what nearly every reading costs:
     * who speaks against the device at the same time has not committed yet, and comes after it.
     */
    boolean isCalm(DeviceId device, BlockName block) {
        return jdbc.sql("SELECT 1 FROM watched_device WHERE device = ? AND block = ? AND calm = ? AND seen > ?")
                .params(device.value(), block.value(), CALM, at(time.instant().minus(EXACT))).query(Integer.class).optional()
                .isPresent();
    }

    /** Counts a plausible reading. @return whether there were enough of them to believe that the device is well */
    boolean calmsDown(DeviceId device, BlockName block, Instant at) {
        return jdbc.sql("""
                INSERT INTO watched_device AS known (device, block, calm, latest, seen) VALUES (:device, :block, 1, :at, :now)
                ON CONFLICT (device) DO UPDATE SET seen = excluded.seen, latest = greatest(known.latest, excluded.latest),
                    block = CASE WHEN known.latest > :at THEN known.block ELSE excluded.block END,
                    calm = CASE WHEN known.doubted > :at THEN known.calm ELSE least(known.calm + 1, :calm) END
                RETURNING calm""").param("device", device.value()).param("block", block.value())
                .param("now", at(time.instant())).param("at", at(at)).param("calm", CALM).query(Integer.class).single() == CALM;
    }

    /** @return how many of those that were silent since then are gone */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                DELETE FROM watched_device WHERE device IN (
                    SELECT device FROM watched_device WHERE seen < ? LIMIT ? FOR UPDATE SKIP LOCKED)""")
                .params(at(before), most).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
