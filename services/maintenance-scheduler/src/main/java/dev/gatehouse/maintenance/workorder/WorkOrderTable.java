package dev.gatehouse.maintenance.workorder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.gatehouse.maintenance.workorder.WorkOrder.State;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Work orders in the database. Whatever is read here to be changed is locked until the end of the transaction. */
@Component
final class WorkOrderTable {
    private static final String SELECT = "SELECT id, block, device, state, version, visit FROM work_order WHERE ";

    private final JdbcClient jdbc;

    WorkOrderTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when another one stands for the device or has the same id, and then nothing was added */
    boolean isAdded(WorkOrder order, Instant opened) {
        var device = order.place().device();
        return jdbc.sql("""
                INSERT INTO work_order (id, block, device, state, version, opened)
                VALUES (:id, :block, :device, :state, :version, :opened)
                ON CONFLICT DO NOTHING""")
                .param("id", order.id().value()).param("block", order.place().block().value())
                .param("device", device == null ? null : device.value()).param("state", order.state().name())
                .param("version", order.version()).param("opened", at(opened)).update() == 1;
    }

    /** The one that is opened or scheduled. */
    Optional<WorkOrder> standingOn(DeviceId device) {
        return jdbc.sql(SELECT + "device = ? AND state IN ('OPENED', 'SCHEDULED') FOR UPDATE").param(device.value())
                .query(WorkOrderTable::order).optional();
    }

    /** The oldest without a visit that nobody else has locked. */
    List<WorkOrder> unscheduled(int most) {
        return jdbc.sql(SELECT + "state = 'OPENED' ORDER BY opened LIMIT ? FOR UPDATE SKIP LOCKED").param(most)
                .query(WorkOrderTable::order).list();
    }

    /** Those on no device whose visit is over and that nobody else has locked. */
    List<WorkOrder> visitedElsewhere(Instant now, int most) {
        return jdbc.sql(SELECT
                + "state = 'SCHEDULED' AND device IS NULL AND visit <= ? ORDER BY visit LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(at(now), most).query(WorkOrderTable::order).list();
    }

    void schedule(WorkOrder order, Instant visit) {
        jdbc.sql("UPDATE work_order SET state = ?, version = ?, visit = ? WHERE id = ?")
                .params(order.state().name(), order.version(), at(visit), order.id().value()).update();
    }

    void end(WorkOrder order, Instant ended) {
        jdbc.sql("UPDATE work_order SET state = ?, version = ?, ended = ? WHERE id = ?")
                .params(order.state().name(), order.version(), at(ended), order.id().value()).update();
    }

    /** @return how many of those that ended before then are gone */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                DELETE FROM work_order WHERE id IN (
                    SELECT id FROM work_order WHERE ended < ? ORDER BY ended LIMIT ? FOR UPDATE SKIP LOCKED)""")
                .params(at(before), most).update();
    }

    private static WorkOrder order(ResultSet row, int number) throws SQLException {
        var device = row.getString("device");
        var visit = row.getObject("visit", OffsetDateTime.class);
        return new WorkOrder(new WorkOrderId(row.getObject("id", UUID.class)),
                new Place(new BlockName(row.getString("block")), device == null ? null : new DeviceId(device)),
                State.valueOf(row.getString("state")), row.getLong("version"), visit == null ? null : visit.toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
