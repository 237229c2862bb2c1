package dev.gatehouse.demo.estate;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KafkaBrokerTest {
    private static final TopicSpec KEPT = new TopicSpec("kept.v1", 1, Map.of());

    @TempDir
    private Path folder;

    @Test
    void keepsRecordsAndRightsOverAStopAndOverACrash() throws Exception {
        try (var estate = Estate.start(folder, InstantSource.system())) {
            estate.provision(List.of(KEPT), List.of());
            Records.write(estate.clientProperties("operator"), KEPT.name(), "before the stop");

            estate.broker().stop();
            estate.broker().start();
            Records.write(estate.clientProperties("operator"), KEPT.name(), "before the crash");
            var crashed = estate.broker().pid();
            estate.broker().kill9();
            assertThat(ProcessHandle.of(crashed)).isEmpty();
            estate.broker().start();

            assertThat(Records.read(estate.clientProperties("operator"), KEPT.name()))
                    .containsExactly("before the stop", "before the crash");
        }
    }

    @Test
    void endsInGoodOrderWhenItIsStopped() throws Exception {
        try (var estate = Estate.start(folder, InstantSource.system())) {
            estate.broker().stop();

            assertThat(estate.broker().process().onExit().join()).isEqualTo(128 + 15);
            assertThat(estate.broker().isAlive()).isFalse();
            assertThat(folder.resolve("kafka/data/.kafka_cleanshutdown")).exists();
        }
    }

    @Test
    void saysWhyItDidNotStartAndWhatToDo() throws Exception {
        var settings = Estate.shared().broker().settings();
        var log = folder.resolve("broker.log");
        try (var ports = FreePorts.claim(28000, 10, 20);
                var taken = new ServerSocket(ports.port(1), 1, InetAddress.getLoopbackAddress())) {
            var broker = new KafkaBroker(new BrokerSettings(folder.resolve("kafka"), log, ports.port(0), taken.getLocalPort(),
                    settings.broker(), settings.operator(), settings.trustedCertificate()));

            assertThatThrownBy(broker::start).isInstanceOf(BrokerNotReadyException.class)
                    .hasMessageContaining("ended with exit code 1")
                    .hasMessageContaining("Address already in use")
                    .hasMessageContaining("choose other ports");
            assertThat(broker.isAlive()).isFalse();
        }
    }

    @Test
    void keepsItsKeyForItsOwnerAlone() throws Exception {
        var folder = Estate.shared().broker().settings().folder();

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("keystore.pem"))).isEqualTo("rw-------");
    }

    @Test
    void writesWhoWasDeniedWhatToItsLog() {
        var estate = Estate.shared();
        estate.provision(List.of(KEPT), List.of());

        assertThatThrownBy(() -> Records.write(estate.clientProperties("nosy"), KEPT.name(), "hello")).isNotNull();

        assertThat(estate.broker().settings().log()).content().containsPattern("Principal = User:nosy is Denied");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
