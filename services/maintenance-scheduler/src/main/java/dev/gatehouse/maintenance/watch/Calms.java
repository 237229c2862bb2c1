package dev.gatehouse.maintenance.watch;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.gatehouse.names.DeviceId;

/**
 * How long each device has been calm. Thread-safe; readings of one device come one after the other. Kept in memory until
 * this service has a database: a restart forgets, and of more than 100 000 devices those that were silent for longest.
 */
@Component
final class Calms {
    private static final int MOST = 100_000;

    private final Map<DeviceId, Calm> calms = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Calm> eldest) {
            return size() > MOST;
        }
    };

    synchronized Calm of(DeviceId device) {
        return calms.getOrDefault(device, Calm.NONE);
    }

    synchronized void keep(DeviceId device, Calm calm) {
        calms.put(device, calm);
    }

    synchronized void end(DeviceId device) {
        calms.remove(device);
    }
}
