package dev.gatehouse.demo.estate;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A broker of its own, whose certificate is changed while it runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerRenewalTest {
    private static final TopicSpec TOPIC = new TopicSpec("renewed.v1", 1, Map.of());
    private static final Duration BOUND = Duration.ofSeconds(20);
    /** Long enough to be shown, also on a machine that has much to do. */
    private static final Duration BRIEF = Duration.ofSeconds(7);

    private @Nullable Estate started;

    @BeforeAll
    void start(@TempDir Path folder) {
        started = Estate.start(folder, InstantSource.system());
        estate().provision(List.of(TOPIC), List.of());
    }

    @AfterAll
    void stop() {
        estate().close();
    }

    @Test
    void showsItsNewCertificateOnBothListenersWithoutARestart() throws Exception {
        var broker = estate().broker();
        var pid = broker.pid();
        var fresh = issue("broker", Duration.ofHours(1));

        var again = broker.renew(fresh, issue("operator", Duration.ofHours(1)), Instant.now());

        assertThat(again).isFalse();
        assertThat(IntStream.range(0, 10).boxed()
                .flatMap(look -> Stream.of(shown(broker.settings().port()), shown(broker.settings().controllerPort()))))
                .containsOnly(fresh.certificate().getSerialNumber());
        assertThat(broker.pid()).isEqualTo(pid);
        assertThat(Records.write(asOperator(), TOPIC.name(), "after a renewal")).isNotNegative();
    }

    @Test
    void startsAgainWhenItsCertificateHasExpired() throws Exception {
        var broker = estate().broker();
        var brief = issue("broker", BRIEF);
        broker.renew(brief, issue("operator", Duration.ofHours(1)), Instant.now());
        await().atMost(BOUND).until(() -> hasExpired(brief));
        assertThatThrownBy(() -> Records.write(asOperator(), TOPIC.name(), "too late")).isNotNull();

        var again = broker.renew(issue("broker", Duration.ofHours(1)), issue("operator", Duration.ofHours(1)), Instant.now());

        assertThat(again).as("started again").isTrue();
        assertThat(Records.write(asOperator(), TOPIC.name(), "after a late renewal")).isNotNegative();
    }

    @Test
    void doesNotTakeTheBrokersWordThatACertificateWasTaken() {
        var settings = estate().broker().settings();
        var other = settings.withIdentities(issue("another-name", Duration.ofHours(1)), settings.operator());

        assertThatThrownBy(() -> new CertificateReload(other, Duration.ofSeconds(3)).run(estate().broker().process()))
                .hasMessageContaining("does not show its new certificate");
    }

    @Test
    void letsNoConnectionOutliveTheCertificateThatItWasMadeWith() throws Exception {
        var brief = issue("operator", BRIEF);
        try (var admin = Admin.create(estate().clientProperties(brief))) {
            assertThat(admin.describeCluster().clusterId().get()).isNotBlank();
            await().atMost(BOUND).until(() -> hasExpired(brief));

            assertThatThrownBy(() -> admin.describeCluster().clusterId().get()).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    /** Keep-alive in both directions: what is written goes through, whatever the broker has shown meanwhile. */
    @Test
    void leavesOpenConnectionsAlone() throws Exception {
        try (var producer = new KafkaProducer<>(asOperator(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC.name(), "before")).get();
            var connections = connections(producer);

            estate().broker().renew(issue("broker", Duration.ofHours(1)), issue("operator", Duration.ofHours(1)), Instant.now());

            producer.send(new ProducerRecord<>(TOPIC.name(), "after")).get();
            assertThat(connections(producer)).isEqualTo(connections);
        }
    }

    private static double connections(KafkaProducer<String, String> producer) {
        return producer.metrics().entrySet().stream()
                .filter(m -> m.getKey().name().equals("connection-creation-total")
                        && m.getKey().group().equals("producer-metrics"))
                .mapToDouble(m -> (double) m.getValue().metricValue()).sum();
    }

    private static boolean hasExpired(PemIdentity identity) {
        return Instant.now().isAfter(identity.certificate().getNotAfter().toInstant().plusSeconds(1));
    }

    private static BigInteger shown(int port) {
        return ServedCertificate.serial(port).orElseThrow();
    }

    private Map<String, Object> asOperator() {
        return estate().clientProperties(estate().broker().settings().operator());
    }

    private PemIdentity issue(String name, Duration life) {
        return estate().authority()
                .issue(CertificateRequest.service(estate().realm(), name, Validity.of(life, Instant.now())));
    }

    private Estate estate() {
        return java.util.Objects.requireNonNull(started, "started before everything");
    }
}
