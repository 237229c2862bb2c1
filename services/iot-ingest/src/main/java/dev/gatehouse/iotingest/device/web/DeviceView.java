package dev.gatehouse.iotingest.device.web;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.iotingest.device.Maintenance;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;

/** A device, as it sees itself. What does not apply is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceView(DeviceId device, BlockName block, @Nullable Work maintenance) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Work(UUID workOrder, Instant since, EventId event, @Nullable EventId cause, @Nullable Instant visit) {
        static Work of(Maintenance maintenance) {
            return new Work(maintenance.workOrder(), maintenance.since(), maintenance.event(), maintenance.cause(),
                    maintenance.visit());
        }
    }

    static DeviceView of(Device device, Optional<Maintenance> maintenance) {
        return new DeviceView(device.id(), device.block(), maintenance.map(Work::of).orElse(null));
    }
}
