package dev.gatehouse.maintenance.round;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class GoingTest {
    private int steps;
    private BooleanSupplier step = () -> false;
    private final Going going = new Going(new Round() {
        @Override
        public String missing() {
            return "no lamp is lit";
        }

        @Override
        public Duration pause() {
            return Duration.ofSeconds(7);
        }

        @Override
        public boolean step() {
            steps++;
            return step.getAsBoolean();
        }
    });

    @Test
    void stepsWhileThereIsMore() {
        step = () -> steps < 3;

        going.run();

        assertThat(steps).isEqualTo(3);
    }

    @Test
    void endsBeforeAShutdownWouldHaveToWaitForLong() {
        step = () -> true;

        going.run();

        assertThat(steps).isEqualTo(20);
    }

    @Test
    void saysOnceThatItFailsAndWhatToLookAt(CapturedOutput output) {
        step = GoingTest::fail;

        going.run();
        going.run();

        assertThat(steps).isEqualTo(2);
        assertThat(output.getOut()).containsOnlyOnce("for now no lamp is lit").contains("the database is away")
                .contains("every PT7S").contains("docs/operations.md");
    }

    @Test
    void saysOnceThatItGoesOn(CapturedOutput output) {
        step = GoingTest::fail;
        going.run();
        step = () -> false;

        going.run();
        going.run();

        assertThat(output.getOut()).containsOnlyOnce("it goes on");
    }

    private static boolean fail() {
        throw new DataAccessResourceFailureException("the database is away");
    }
}
