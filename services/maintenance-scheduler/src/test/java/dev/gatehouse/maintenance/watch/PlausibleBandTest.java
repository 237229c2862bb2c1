package dev.gatehouse.maintenance.watch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.gatehouse.maintenance.workorder.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class PlausibleBandTest {
    private final PlausibleBand band = new PlausibleBand(-15, 45);
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(WatchConfiguration.class);

    @ParameterizedTest
    @ValueSource(doubles = {-15, 0, 45})
    void includesItsEnds(double celsius) {
        assertThat(band.deviation(celsius)).isEmpty();
    }

    @Test
    void saysOnWhichSideAReadingLies() {
        assertThat(band.deviation(45.1)).contains(Reason.ABOVE_PLAUSIBLE_BAND);
        assertThat(band.deviation(-15.1)).contains(Reason.BELOW_PLAUSIBLE_BAND);
    }

    @Test
    void reachesFromMinus15To45UnlessToldOtherwise() {
        application.run(context -> assertThat(context).getBean(PlausibleBand.class).isEqualTo(band));
    }

    @Test
    void isSetByProperties() {
        application.withPropertyValues("maintenance.plausible-band.low=5", "maintenance.plausible-band.high=30.5")
                .run(context -> assertThat(context).getBean(PlausibleBand.class).isEqualTo(new PlausibleBand(5, 30.5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"50", "45", "NaN"})
    void stopsTheStartWhenItsEndsAreNotInOrder(String low) {
        application.withPropertyValues("maintenance.plausible-band.low=" + low)
                .run(context -> assertThat(context).getFailure().rootCause()
                        .hasMessageContaining("maintenance.plausible-band.low must lie below"));
    }
}
