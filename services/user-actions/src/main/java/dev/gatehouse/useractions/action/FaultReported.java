package dev.gatehouse.useractions.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.Person;
import dev.gatehouse.names.PersonId;

/** A resident reported a fault. Schema: {@code schemas/fault-reported.v1.json}. */
@EventType("gatehouse.user.fault.reported")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FaultReported(PersonId reporter, BlockName block, @Nullable DeviceId device, String description) {

    static FaultReported of(Person person, FaultReport report) {
        return new FaultReported(person.id(), person.block(), report.device(), report.description());
    }

    /** Reveals nothing of the payload: whatever is printed ends up in a log. */
    @Override
    public String toString() {
        return "FaultReported[redacted]";
    }
}
