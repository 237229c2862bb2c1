package dev.gatehouse.iotingest.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.gatehouse.names.DeviceId;

/**
 * Which devices are under maintenance, as the latest event about each of them says. Thread-safe. Kept in memory until this
 * service has a database: a restart forgets, and of more than 100 000 devices those that were first heard of.
 */
@Component
public final class MarkedDevices {
    private static final int MOST = 100_000;

    private final Map<DeviceId, Mark> marks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Mark> eldest) {
            return size() > MOST;
        }
    };

    synchronized void note(DeviceId device, Mark mark) {
        marks.merge(device, mark, (known, latest) -> latest.supersedes(known) ? latest : known);
    }

    public synchronized Optional<Maintenance> maintenance(DeviceId device) {
        return Optional.ofNullable(marks.get(device)).map(Mark::maintenance);
    }
}
