package dev.gatehouse.iotingest.reading;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One measurement, as the device reports it. Its messages name the rule and not the value: a reading is nobody's business.
 *
 * @param boot 1 to 64 visible ASCII characters that the device draws anew at each start; its sequence begins again then
 * @param sequence 0 or more; with {@code boot} it names the measurement, however often the device sends it
 * @param at by the device's own clock, from 1970 to 9999 (RFC 3339, section 5.6 has four digits for a year)
 * @param celsius degrees, from -273.15 to 10000
 */
public record Reading(String boot, long sequence, Instant at, double celsius) {
    private static final Pattern BOOT = Pattern.compile("[\\x21-\\x7E]{1,64}");
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");

    public Reading {
        demand(BOOT.matcher(boot).matches(), "boot has 1 to 64 visible ASCII characters");
        demand(sequence >= 0, "sequence is 0 or more");
        demand(!at.isBefore(Instant.EPOCH) && !at.isAfter(END_OF_TIME), "at lies between 1970 and 9999");
        demand(celsius >= -273.15 && celsius <= 10_000, "celsius lies between -273.15 and 10000");
    }

    private static void demand(boolean kept, String rule) {
        if (!kept)
            throw new IllegalArgumentException("a reading breaks a rule: " + rule);
    }

    /** Reveals nothing of the measurement: whatever is printed ends up in a log. */
    @Override
    public String toString() {
        return "Reading[redacted]";
    }
}
