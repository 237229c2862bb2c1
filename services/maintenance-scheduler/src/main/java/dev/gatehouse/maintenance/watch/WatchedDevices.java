package dev.gatehouse.maintenance.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/**
 * From which block each device reports, and for how long it has been calm. Thread-safe; readings of one device come one after
 * the other. Kept in memory until this service has a database: a restart forgets, and of more than 100 000 devices those that
 * were silent for longest.
 */
@Component
public final class WatchedDevices {
    private static final int MOST = 100_000;

    private final Map<DeviceId, Watched> devices = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Watched> eldest) {
            return size() > MOST;
        }
    };

    private record Watched(BlockName block, Calm calm) {}

    /** Whether the device reports, and from that block. */
    public synchronized boolean reportsFrom(BlockName block, DeviceId device) {
        return Optional.ofNullable(devices.get(device)).map(Watched::block).filter(block::equals).isPresent();
    }

    /** However calm it has been, the device has to show it anew; a reading that is being handled meanwhile does not count. */
    public synchronized void distrust(DeviceId device) {
        devices.computeIfPresent(device, (id, watched) -> new Watched(watched.block(), watched.calm().distrusted()));
    }

    synchronized Calm calm(DeviceId device) {
        return Optional.ofNullable(devices.get(device)).map(Watched::calm).orElse(Calm.NONE);
    }

    /** Whether the device was not distrusted since that calm was asked for. */
    synchronized boolean stillTrusts(DeviceId device, Calm calm) {
        return calm(device).period() == calm.period();
    }

    /** Of a device that was distrusted since that calm was asked for, only the block is kept. */
    synchronized void keep(DeviceId device, BlockName block, Calm calm) {
        devices.put(device, new Watched(block, stillTrusts(device, calm) ? calm : calm(device)));
    }
}
