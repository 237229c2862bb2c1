package dev.gatehouse.iotingest.reading;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BatchTest {
    @Test
    void holdsAHundredReadings() {
        assertThat(new Batch(readings(100)).readings()).hasSize(100);
    }

    @Test
    void refusesMoreThanAHundredReadings() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(readings(101)));
    }

    @Test
    void refusesToBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(List.of()));
    }

    @Test
    void refusesTwoReadingsUnderOneName() {
        var twice = List.of(reading("b-1", 7, 21.5), reading("b-1", 7, 80.0));

        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(twice)).withMessageContaining("twice");
    }

    @Test
    void tellsApartTheSameSequenceOfTwoBoots() {
        assertThat(new Batch(List.of(reading("b-1", 7, 21.5), reading("b-2", 7, 21.5))).readings()).hasSize(2);
    }

    private static List<Reading> readings(int number) {
        return LongStream.range(0, number).mapToObj(sequence -> reading("b-1", sequence, 21.5)).toList();
    }

    private static Reading reading(String boot, long sequence, double celsius) {
        return new Reading(boot, sequence, Instant.EPOCH, celsius);
    }
}
