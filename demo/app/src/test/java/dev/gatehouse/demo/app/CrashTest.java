package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is killed, frozen or restarted: {@code docs/testing.md}, "Crash test". It takes both cores of a small machine, and fills
 * the temporary folder, which others search.
 */
@Isolated
class CrashTest {
    @TempDir
    private Path temporary;

    @Test
    void losesNothingAndDoublesNothingWhateverIsKilledFrozenOrRestarted() {
        var plan = new CrashTrial.Plan(everythingOnce(), 0, Duration.ofMillis(300), 8, 4,
                new Crowd.Pace(Duration.ofMillis(150), Duration.ofMillis(250), 5), Duration.ofMinutes(2));

        var outcome = new CrashTrial(plan, System.out::println).run(temporary.resolve("data"), DemoProcess.installation(),
                26_000);

        System.out.println(CrashTrial.report(outcome));
        assertThat(outcome.account().lost()).isEmpty();
        assertThat(outcome.account().doubled()).isEmpty();
        assertThat(outcome.account().disorder()).isEmpty();
        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.ledger().odd).isEmpty();
        assertThat(outcome.ledger().reports).hasSizeGreaterThan(500);
    }

    private static List<CrashTrial.Fault> everythingOnce() {
        var faults = new ArrayList<CrashTrial.Fault>();
        for (var deed : List.of(Deed.KILL, Deed.FREEZE))
            for (var victim : List.of(World.PEOPLE_DOOR, World.SCHEDULER, World.DEVICE_DOOR, Platform.BROKER, Platform.DATABASE))
                faults.add(new CrashTrial.Fault(victim, deed));
        for (var victim : List.of(Platform.BROKER, Platform.DATABASE, CrashPlatform.SERVICES))
            faults.add(new CrashTrial.Fault(victim, Deed.RESTART));
        faults.add(new CrashTrial.Fault(World.SCHEDULER, Deed.LONG_FREEZE));
        return faults;
    }
}
