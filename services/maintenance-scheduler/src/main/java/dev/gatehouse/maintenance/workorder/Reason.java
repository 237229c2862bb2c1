package dev.gatehouse.maintenance.workorder;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why somebody has to come. */
public enum Reason {
    @JsonProperty("above-plausible-band")
    ABOVE_PLAUSIBLE_BAND,

    @JsonProperty("below-plausible-band")
    BELOW_PLAUSIBLE_BAND,

    @JsonProperty("fault-report")
    FAULT_REPORT
}
