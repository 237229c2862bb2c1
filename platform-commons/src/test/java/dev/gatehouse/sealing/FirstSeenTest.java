package dev.gatehouse.sealing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FirstSeenTest {
    private final FirstSeen<Integer, String> notes = new FirstSeen<>();

    @Test
    void keepsTheFirstNoteUntilItIsForgotten() {
        assertThat(notes.of(1, () -> "first")).isEqualTo("first");
        assertThat(notes.of(1, () -> "second")).isEqualTo("first");
        notes.forget(1);
        assertThat(notes.of(1, () -> "third")).isEqualTo("third");
    }

    @Test
    void forgetsTheOldestBeyondTenThousand() {
        for (int i = 0; i < 10_001; i++)
            notes.of(i, () -> "first");
        assertThat(notes.of(1, () -> "second")).isEqualTo("first");
        assertThat(notes.of(0, () -> "second")).isEqualTo("second");
    }
}
