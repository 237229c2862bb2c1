package dev.gatehouse.maintenance.workorder;

import java.time.Duration;
import java.time.InstantSource;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.gatehouse.maintenance.round.Round;

/** Work orders that are over are forgotten when Kafka has forgotten what they told: after the retention of {@code maintenance.v1}. */
@Service
class EndedWorkOrders implements Round {
    static final Duration KEPT = Duration.ofDays(90);
    static final int BATCH = 1_000;

    private final WorkOrderTable orders;
    private final InstantSource time;

    EndedWorkOrders(WorkOrderTable orders, InstantSource time) {
        this.orders = orders;
        this.time = time;
    }

    @Override
    public String missing() {
        return "no work order that is over is forgotten";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    @Transactional
    public boolean step() {
        return orders.forget(time.instant().minus(KEPT), BATCH) == BATCH;
    }
}
