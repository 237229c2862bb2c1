package dev.gatehouse.maintenance.workorder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/**
 * Which work orders there are on which device, and which were done lately. Thread-safe. Kept in memory until this service has a database: a
 * restart forgets them, and of more than 100 000 open or done ones the oldest are forgotten. An open work order that was
 * forgotten is never done; the next one for its device takes its place.
 */
@Component
final class WorkOrderBook {
    private final Map<DeviceId, Open> open = new Bounded<>();
    private final Map<WorkOrderId, DeviceId> done = new Bounded<>();

    record Open(WorkOrderId order, BlockName block) {}

    synchronized Optional<Open> openFor(DeviceId device) {
        return Optional.ofNullable(open.get(device));
    }

    synchronized boolean wasDone(WorkOrderId order) {
        return done.containsKey(order);
    }

    synchronized void opened(WorkOrderId order, BlockName block, DeviceId device) {
        open.put(device, new Open(order, block));
    }

    synchronized void done(WorkOrderId order, DeviceId device) {
        open.remove(device);
        done.put(order, device);
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;
        private static final int MOST = 100_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }
}
