package dev.gatehouse.maintenance.workorder;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;

/** Names a work order, and says nothing about it. */
record WorkOrderId(@JsonValue UUID value) {
    static WorkOrderId random() {
        return new WorkOrderId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
