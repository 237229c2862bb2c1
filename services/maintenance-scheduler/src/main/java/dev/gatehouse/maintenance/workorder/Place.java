package dev.gatehouse.maintenance.workorder;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Where there is something to do: in a block, on a device there or on something else. */
public record Place(BlockName block, @Nullable DeviceId device) {}
