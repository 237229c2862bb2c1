package dev.gatehouse.maintenance.workorder;

import org.springframework.stereotype.Service;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

import static dev.gatehouse.events.About.about;

/**
 * At most one open work order per device. What changes is told first and kept afterwards: when telling fails, nothing has
 * changed, and the same event handled again says the same, under the same ids and at the same time.
 */
@Service
public final class WorkOrders {
    private final DirectEvents events;
    private final WorkOrderBook book;

    WorkOrders(DirectEvents events, WorkOrderBook book) {
        this.events = events;
        this.book = book;
    }

    /** Opens a work order, unless one is open for the device or the event has led to one before. */
    public void open(DeviceId device, BlockName block, Reason reason, EventMetadata because) {
        var order = WorkOrderId.causedBy(because.id());
        if (book.openFor(device).isPresent() || book.wasDone(order))
            return;
        var opened = new WorkOrderOpened(order, device, block, reason, because.time());
        events.send(opened, about(order, WorkOrderOpened.VERSION).because(Cause.of(because))).join();
        book.opened(order, device);
    }

    /** Finishes the open work order of the device, if there is one. */
    public void finish(DeviceId device, EventMetadata because) {
        book.openFor(device).ifPresent(order -> {
            var done = new WorkOrderDone(order, device, because.time());
            events.send(done, about(order, WorkOrderDone.VERSION).because(Cause.of(because))).join();
            book.done(order, device);
        });
    }
}
