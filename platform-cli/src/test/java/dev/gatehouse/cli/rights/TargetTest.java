package dev.gatehouse.cli.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TargetTest {
    private static final String DEMO = """
            {"format": 1, "state": "%s", "realm": "local-demo", "dataDir": "/data", "ca": "ca.pem",
             "kafka": {"bootstrap": "localhost:19000"}, "processes": {"launcher": {"pid": %d}},
             "identities": {"operator": {"certificate": "operator/c.pem", "key": "operator/k.pem"}}}""";

    @TempDir
    Path folder = Path.of("");

    @Test
    void readsTheFileOfADemo() throws IOException {
        var target = Target.read(write("demo.json", DEMO.formatted("running", 1)), "operator");

        assertThat(target.bootstrap()).isEqualTo("localhost:19000");
        assertThat(target.ca()).isEqualTo(folder.resolve("ca.pem"));
        assertThat(target.key()).isEqualTo(folder.resolve("operator/k.pem"));
        assertThat(target.data()).contains(Path.of("/data"));
    }

    @Test
    void readsATargetWithOneIdentity() throws IOException {
        var target = Target.read(write("target.json", """
                {"format": 1, "realm": "production", "ca": "ca.pem", "certificate": "c.pem", "key": "k.pem",
                 "kafka": {"bootstrap": "kafka:9093"}}"""), "whoever");

        assertThat(target.certificate()).isEqualTo(folder.resolve("c.pem"));
        assertThat(target.isLocal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"format\": 2}", "{\"format\": 1}",
            "{\"format\": 1, \"certificate\": \"c\", \"key\": \"k\", \"ca\": \"c\", \"realm\": \"A B\", \"kafka\": {\"bootstrap\": \"x\"}}",
            "{\"format\": 1, \"certificate\": \"c\", \"ca\": \"c\", \"realm\": \"a\", \"kafka\": {\"bootstrap\": \"x\"}}"})
    void refusesWhatIsNoTargetAndSaysWhy(String text) throws IOException {
        var file = write("wrong.json", text);

        assertThatThrownBy(() -> Target.read(file, "operator")).isInstanceOfSatisfying(CommandFailedException.class, failed -> {
            assertThat(failed.code()).isEqualTo(ExitCode.USAGE);
            assertThat(failed.getMessage()).contains("wrong.json");
        });
    }

    @Test
    void refusesAnIdentityThatTheFileDoesNotHave() throws IOException {
        var file = write("demo.json", DEMO.formatted("running", 1));

        assertThatThrownBy(() -> Target.read(file, "stranger")).hasMessageContaining("no certificate of stranger");
    }

    @Test
    void findsTheNewestDemoWhoseLauncherIsAlive() throws IOException {
        write("demo-19000/demo.json", DEMO.formatted("running", Long.MAX_VALUE));
        write("demo-19100/demo.json", DEMO.formatted("ended", ProcessHandle.current().pid()));
        var live = write("demo-19200/demo.json", DEMO.formatted("running", ProcessHandle.current().pid()));
        write("demo-19300/demo.json", "{");

        assertThat(new LiveDemos(folder).newest()).contains(live);
        assertThat(new LiveDemos(folder.resolve("nowhere")).newest()).isEmpty();
    }

    @Test
    void findsADemoWithAFolderOfItsOwnByTheNoteThatItLeft() throws IOException {
        var live = write("elsewhere/demo.json", DEMO.formatted("running", ProcessHandle.current().pid()));
        write("demo-19400.at", live.getParent() + "\n");

        assertThat(new LiveDemos(folder).newest()).contains(live);
    }

    @Test
    void knowsWherePeersAreAsToldOrByPattern() throws IOException {
        var target = Target.read(write("demo.json", DEMO.formatted("running", 1)
                .replaceFirst("\\{", "{\"urls\": {\"iotIngestPeer\": \"https://localhost:19011\"}, ")), "operator");

        assertThat(target.peer(new ServiceName("iot-ingest"))).hasToString("https://localhost:19011");
        assertThat(target.peer(new ServiceName("maintenance-scheduler"))).hasToString("https://maintenance-scheduler:8444");
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
