package dev.gatehouse.maintenance.workorder;

import java.util.function.BooleanSupplier;

import org.springframework.stereotype.Service;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.DeviceId;

import static dev.gatehouse.events.About.about;

/**
 * At most one open work order per device. What changes is told first and kept afterwards: when telling fails, nothing has
 * changed, and the same event handled again says the same, under the same ids and at the same time. Readings and fault reports
 * come by different threads, and one change waits for the other.
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
    public synchronized void open(Place place, Reason reason, EventMetadata because) {
        var order = WorkOrderId.causedBy(because.id());
        var device = place.device();
        if (device == null) {
            tellOpened(order, place, reason, because);
            return; // nobody can say yet that work on something else is done
        }
        if (book.openFor(device).isPresent() || book.wasDone(order))
            return;
        tellOpened(order, place, reason, because);
        book.opened(order, place.block(), device);
    }

    private void tellOpened(WorkOrderId order, Place place, Reason reason, EventMetadata because) {
        var opened = new WorkOrderOpened(order, place.device(), place.block(), reason, because.time());
        events.send(opened, about(order, WorkOrderOpened.VERSION).because(Cause.of(because))).join();
    }

    /**
     * Finishes the open work order of the device, if there is one.
     *
     * @param stillWell asked when no other change is under way any more: whether what led here still holds
     */
    public void finish(DeviceId device, EventMetadata because, BooleanSupplier stillWell) {
        if (book.openFor(device).isPresent()) // nearly every reading finds none, and need not wait
            finishOpen(device, because, stillWell);
    }

    private synchronized void finishOpen(DeviceId device, EventMetadata because, BooleanSupplier stillWell) {
        if (!stillWell.getAsBoolean())
            return;
        book.openFor(device).ifPresent(open -> {
            var done = new WorkOrderDone(open.order(), device, open.block(), because.time());
            events.send(done, about(open.order(), WorkOrderDone.VERSION).because(Cause.of(because))).join();
            book.done(open.order(), device);
        });
    }
}
