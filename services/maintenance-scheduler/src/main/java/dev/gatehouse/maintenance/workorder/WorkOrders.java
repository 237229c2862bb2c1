package dev.gatehouse.maintenance.workorder;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.events.Events;
import dev.gatehouse.maintenance.workorder.WorkOrder.State;
import dev.gatehouse.names.DeviceId;

import static dev.gatehouse.events.About.about;

/** What events do to work orders: at most one stands for each device. Every change is told of, in the transaction that makes it. */
@Service
public class WorkOrders {
    private final WorkOrderTable orders;
    private final Events events;

    WorkOrders(WorkOrderTable orders, Events events) {
        this.orders = orders;
        this.events = events;
    }

    /** Opens a work order, unless one stands for the device or the event has led to one before. */
    @Transactional
    public void open(Place place, Reason reason, EventMetadata because) {
        var order = WorkOrder.opened(WorkOrderId.causedBy(because), place);
        if (orders.isAdded(order, because.time()))
            events.publish(new WorkOrderOpened(order.id(), place.device(), place.block(), reason, because.time()),
                    about(order.id(), order.version()).because(Cause.of(because)));
    }

    /** The device is well again: the work order that stands for it, if any, is cancelled before its visit and done afterwards. */
    @Transactional
    public void cameRight(DeviceId device, EventMetadata because) {
        orders.standingOn(device).map(order -> order.cameRight(because.time())).ifPresent(order -> {
            orders.end(order, because.time());
            var place = order.place();
            events.publish(order.state() == State.DONE
                    ? new WorkOrderDone(order.id(), place.device(), place.block(), because.time())
                    : new WorkOrderCancelled(order.id(), place.device(), place.block(), because.time()),
                    about(order.id(), order.version()).because(Cause.of(because)));
        });
    }
}
