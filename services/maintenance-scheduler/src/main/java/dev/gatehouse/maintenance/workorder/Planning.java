package dev.gatehouse.maintenance.workorder;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.Events;
import dev.gatehouse.maintenance.round.Round;

import static dev.gatehouse.events.About.about;
import static java.time.temporal.ChronoUnit.MILLIS;

/**
 * What time does to work orders: each gets its visit, and one that is on no device is done when its visit is over. It waits for
 * nobody: what a handler or another instance has locked is left to the next round.
 */
@Service
class Planning implements Round {
    static final int BATCH = 100;

    private final WorkOrderTable orders;
    private final Events events;
    private final PlanningProperties properties;
    private final InstantSource time;

    Planning(WorkOrderTable orders, Events events, PlanningProperties properties, InstantSource time) {
        this.orders = orders;
        this.events = events;
        this.properties = properties;
        this.time = time;
    }

    @Override
    public String missing() {
        return "no work order gets its visit";
    }

    @Override
    public Duration pause() {
        return properties.every();
    }

    @Override
    @Transactional
    public boolean step() {
        var now = time.instant().truncatedTo(MILLIS);
        var opened = orders.unscheduled(BATCH);
        opened.forEach(order -> schedule(order, now.plus(properties.notice()), now));
        var visited = orders.visitedElsewhere(now, BATCH);
        visited.forEach(order -> finish(order.visited(), now));
        return opened.size() == BATCH || visited.size() == BATCH;
    }

    private void schedule(WorkOrder opened, Instant visit, Instant now) {
        var order = opened.scheduled(visit);
        orders.schedule(order, visit);
        events.publish(new WorkOrderScheduled(order.id(), order.place().device(), order.place().block(), visit, now),
                about(order.id(), order.version()).because(Cause.schedule()));
    }

    private void finish(WorkOrder order, Instant now) {
        orders.end(order, now);
        events.publish(new WorkOrderDone(order.id(), order.place().device(), order.place().block(), now),
                about(order.id(), order.version()).because(Cause.schedule()));
    }
}
