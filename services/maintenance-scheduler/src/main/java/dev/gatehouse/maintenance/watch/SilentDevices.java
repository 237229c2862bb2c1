package dev.gatehouse.maintenance.watch;

import java.time.Duration;
import java.time.InstantSource;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.gatehouse.maintenance.round.Round;

/** A device that has been silent for long is no longer known: a resident may have wondered about it until then. */
@Service
class SilentDevices implements Round {
    static final Duration KEPT = Duration.ofDays(90);
    static final int BATCH = 1_000;

    private final WatchedDevices devices;
    private final InstantSource time;

    SilentDevices(WatchedDevices devices, InstantSource time) {
        this.devices = devices;
        this.time = time;
    }

    @Override
    public String missing() {
        return "no silent device is forgotten";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    @Transactional
    public boolean step() {
        return devices.forget(time.instant().minus(KEPT), BATCH) == BATCH;
    }
}
