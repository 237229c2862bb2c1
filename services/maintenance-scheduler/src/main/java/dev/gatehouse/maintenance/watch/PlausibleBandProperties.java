package dev.gatehouse.maintenance.watch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The band that holds for every device, in degrees Celsius. */
@ConfigurationProperties("maintenance.plausible-band")
record PlausibleBandProperties(@DefaultValue("-15") double low, @DefaultValue("45") double high) {
    PlausibleBand band() {
        return new PlausibleBand(low, high);
    }
}
