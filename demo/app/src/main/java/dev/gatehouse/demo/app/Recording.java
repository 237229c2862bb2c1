package dev.gatehouse.demo.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Hourly air temperatures of San Francisco from January 2010 on (NOAA, public domain; by way of vega-datasets), recorded in
 * degrees Fahrenheit.
 */
final class Recording {
    private final double[] celsius;

    private Recording(double[] celsius) {
        this.celsius = celsius;
    }

    static Recording load() {
        var file = Objects.requireNonNull(Recording.class.getResourceAsStream("sf-temps.csv"), "is in the jar");
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            return new Recording(lines.lines().skip(1).mapToDouble(Recording::celsius).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double celsius(String line) {
        var fahrenheit = Double.parseDouble(line.substring(line.indexOf(',') + 1));
        return Math.round((fahrenheit - 32) / 1.8 * 100) / 100.0;
    }

    /** Degrees Celsius of an hour of the recording, to a hundredth; begins again after its end. */
    double at(int hour) {
        return celsius[hour % celsius.length];
    }

    int hours() {
        return celsius.length;
    }
}
