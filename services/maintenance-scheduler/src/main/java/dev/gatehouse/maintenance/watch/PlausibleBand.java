package dev.gatehouse.maintenance.watch;

import java.util.Optional;

import dev.gatehouse.maintenance.workorder.Reason;

/** The temperatures that a working sensor may report: from {@code low} to {@code high} degrees Celsius, both included. */
record PlausibleBand(double low, double high) {
    PlausibleBand {
        if (!(low < high))
            throw new IllegalArgumentException(
                    "plausible band from %s to %s is none: maintenance.plausible-band.low must lie below maintenance.plausible-band.high"
                            .formatted(low, high));
    }

    /** Why a reading calls for work; empty when it is plausible. */
    Optional<Reason> deviation(double celsius) {
        if (celsius > high)
            return Optional.of(Reason.ABOVE_PLAUSIBLE_BAND);
        return celsius >= low ? Optional.empty() : Optional.of(Reason.BELOW_PLAUSIBLE_BAND);
    }
}
