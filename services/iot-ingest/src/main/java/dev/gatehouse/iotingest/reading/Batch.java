package dev.gatehouse.iotingest.reading;

import java.util.HashSet;
import java.util.List;

/** 1 to 100 readings that a device reports at once, each of them another measurement. */
public record Batch(List<Reading> readings) {
    static final int MOST = 100;

    public Batch {
        readings = List.copyOf(readings);
        if (readings.isEmpty() || readings.size() > MOST)
            throw new IllegalArgumentException("a batch has 1 to %d readings".formatted(MOST));
        if (names(readings) < readings.size())
            throw new IllegalArgumentException("a batch names one measurement twice: only one of the two could be kept");
    }

    private static int names(List<Reading> readings) {
        record Name(String boot, long sequence) {}
        var names = new HashSet<Name>();
        readings.forEach(reading -> names.add(new Name(reading.boot(), reading.sequence())));
        return names.size();
    }
}
