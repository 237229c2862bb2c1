package dev.gatehouse.demo.estate;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Makes a running broker read its key store again. A changed file alone does nothing; setting its path to what it was does
 * (KIP-226). Kafka answers that all is well also when it has refused the certificate (KIP-978), so handshakes decide.
 *
 * @param settings with the new certificate
 */
record CertificateReload(BrokerSettings settings, Duration bound) {
    private static final int LOOKS = 6;
    private static final Duration BETWEEN = Duration.ofMillis(50);

    void run(Running broker) {
        var configuration = new BrokerConfiguration(settings);
        configuration.writeKeystore();
        tell(configuration.keystore().toString());
        var expected = Optional.of(settings.broker().certificate().getSerialNumber());
        var deadline = System.nanoTime() + bound.toNanos();
        // Each of a listener's network threads has a key store of its own, and takes its turn.
        for (int inARow = 0; inARow < LOOKS; inARow = isShown(expected) ? inARow + 1 : 0) {
            if (System.nanoTime() > deadline || (inARow == 0 && broker.endsWithin(BETWEEN)))
                throw new IllegalStateException(
                        "the broker does not show its new certificate on both listeners; the end of %s tells why"
                                .formatted(settings.log()));
        }
    }

    private boolean isShown(Optional<BigInteger> serial) {
        return Stream.of(settings.port(), settings.controllerPort()).map(ServedCertificate::serial).allMatch(serial::equals);
    }

    private void tell(String keystore) {
        var properties = KafkaClients.properties(settings.bootstrap(), settings.operator(), settings.trustedCertificate());
        var sets = Stream.of("ssl", "controller").map(listener -> new AlterConfigOp(
                new ConfigEntry("listener.name.%s.ssl.keystore.location".formatted(listener), keystore),
                AlterConfigOp.OpType.SET)).toList();
        try (var admin = Admin.create(properties)) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, "1"), List.copyOf(sets)),
                    new AlterConfigsOptions().timeoutMs(Math.toIntExact(bound.toMillis()))).all().get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the broker was not told of its new certificate", refused.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker was told of its new certificate", e);
        }
    }
}
