package dev.gatehouse.demo.app;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingTest {
    private final Recording recording = Recording.load();

    @Test
    void holdsFourHundredHoursInDegreesCelsius() {
        assertThat(recording.hours()).isEqualTo(400);
        assertThat(recording.at(0)).isEqualTo(8.56); // 47.4 °F
    }

    @Test
    void beginsAgainAfterItsEnd() {
        assertThat(recording.at(400)).isEqualTo(recording.at(0));
    }
}
