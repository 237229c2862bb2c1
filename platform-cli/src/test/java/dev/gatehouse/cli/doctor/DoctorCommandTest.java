package dev.gatehouse.cli.doctor;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorCommandTest {
    private static final Fake WELL = new Fake(25, Optional.of("3.8.7"), Set.of(), 8L << 30, 8L << 30, false);

    private final StringWriter out = new StringWriter();

    private record Fake(int java, Optional<String> maven, Set<Integer> taken, long ram, long room,
            boolean isRoot) implements Machine {
        @Override
        public boolean hasTool(String name) {
            return name.equals("curl");
        }

        @Override
        public boolean isFree(int port) {
            return !taken.contains(port);
        }

        @Override
        public OptionalLong memory() {
            return OptionalLong.of(ram);
        }

        @Override
        public OptionalLong disk() {
            return OptionalLong.of(room);
        }
    }

    @Test
    void isContentWithAJdk25AndAMavenAndSomeRoom() {
        assertThat(run(WELL)).isZero();
        assertThat(out.toString()).contains("Everything that is needed is there.");
    }

    @Test
    void saysWhatAMissingToolIsForAndDoesNotMind() {
        run(WELL);

        assertThat(out.toString()).contains("optional  kcat", "Install it to look at the broker as an outsider does")
                .contains("ok        curl");
    }

    @Test
    void asksForAJdk25() {
        assertThat(run(new Fake(21, WELL.maven, Set.of(), WELL.ram, WELL.room, false))).isEqualTo(1);
        assertThat(out.toString()).contains("missing   JDK", "Java 21", "Install a JDK 25");
    }

    @Test
    void asksForMavenWhenThereIsNone() {
        assertThat(run(new Fake(25, Optional.empty(), Set.of(), WELL.ram, WELL.room, false))).isEqualTo(1);
        assertThat(out.toString()).contains("missing   Maven", "Install Maven 3.8.7 or newer");
    }

    @Test
    void asksForMemoryAndForRoomOnTheDisk() {
        assertThat(run(new Fake(25, WELL.maven, Set.of(), 1L << 30, 1L << 30, false))).isEqualTo(1);
        assertThat(out.toString()).contains("missing   memory", "1.0 GiB", "missing   disk");
    }

    @Test
    void namesPortsThatAreTakenAndDoesNotMindSinceADemoTakesOthers() {
        assertThat(run(new Fake(25, WELL.maven, Set.of(19_010), WELL.ram, WELL.room, false))).isZero();
        assertThat(out.toString()).contains("optional  ports 19000 to 19099", "taken: [19010]");
    }

    @Test
    void asksRootForAWayToRunADatabaseThatDoesNotRunAsRoot() {
        assertThat(run(new Fake(25, WELL.maven, Set.of(), WELL.ram, WELL.room, true))).isEqualTo(1);
        assertThat(out.toString()).contains("missing   database", "Use another user than root, or install unshare");
    }

    @Test
    void answersAsJson() {
        run(WELL, "--json");

        assertThat(out.toString()).startsWith("{\"format\":1,\"well\":true,\"findings\":[{\"what\":\"JDK\",\"verdict\":\"ok\"");
    }

    @ParameterizedTest
    @CsvSource({"3.8.7, true", "3.8.6, false", "3.9.0, true", "4, true", "3.10.1, true", "3, false"})
    void comparesVersionsByTheirNumbers(String version, boolean enough) {
        assertThat(Examination.atLeast(version, "3.8.7")).isEqualTo(enough);
    }

    @Test
    void looksAtThisMachineToo() {
        assertThat(new ThisMachine().java()).isEqualTo(25);
        assertThat(new ThisMachine().memory()).isPresent();
        assertThat(new ThisMachine().disk()).isPresent();
    }

    private int run(Machine machine, String... arguments) {
        return new CommandLine(new DoctorCommand(machine)).setOut(new PrintWriter(out)).execute(arguments);
    }
}
