package dev.gatehouse.maintenance.fault;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/**
 * A resident reported a fault: of {@code schemas/user-actions/fault-reported.v1.json}, what is needed here. Who reported it, and
 * in which words, is nobody's business but the report's own.
 */
@EventType("gatehouse.user.fault.reported")
record FaultReported(BlockName block, @Nullable DeviceId device) {

    /** Reveals nothing of the payload: whatever is printed ends up in a log. */
    @Override
    public String toString() {
        return "FaultReported[redacted]";
    }
}
