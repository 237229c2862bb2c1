package dev.gatehouse.iotingest.device.web;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.iotingest.device.Maintenance;
import dev.gatehouse.names.Device;

/** A device, as it sees itself. What does not apply is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceView(String device, String block, @Nullable Work maintenance) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Work(UUID workOrder, Instant since, String event, @Nullable String cause) {
        static Work of(Maintenance maintenance) {
            var cause = maintenance.cause();
            return new Work(maintenance.workOrder(), maintenance.since(), maintenance.event().value(),
                    cause == null ? null : cause.value());
        }
    }

    static DeviceView of(Device device, Optional<Maintenance> maintenance) {
        return new DeviceView(device.id().value(), device.block().value(), maintenance.map(Work::of).orElse(null));
    }
}
