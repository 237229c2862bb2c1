package dev.gatehouse.demo.app;

import java.util.List;

/** A device of the estate. */
record DeviceName(String id, String block) {
    /** The one that the story is about. */
    static final DeviceName FIRST = new DeviceName("sensor-a1", "block-a");

    /** They replay the recording by themselves. */
    static final List<DeviceName> SIMULATED = List.of(FIRST, new DeviceName("sensor-a2", "block-a"),
            new DeviceName("sensor-b1", "block-b"), new DeviceName("sensor-b2", "block-b"));

    /** Says nothing by itself: for whoever wants to send readings by hand. */
    static final DeviceName FREE = new DeviceName("device-1", "block-a");
}
