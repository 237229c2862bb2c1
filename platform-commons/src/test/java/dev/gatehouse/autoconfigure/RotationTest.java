package dev.gatehouse.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.ProducerFactory;

import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.Validity;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Two services exchange events over a real broker while certificates that live for seconds are renewed: theirs and the
 * broker's. The broker ends each connection with the certificate that it was made with, so that every client has to show each
 * new one; and it writes down who showed which.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationTest {
    private static final int ROTATIONS = 5;
    private static final Duration LIFE = Duration.ofSeconds(7);
    private static final Duration RENEWAL = Duration.ofSeconds(4);
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Set<String> CLIENTS = Set.of("notary-events", "notary-grants", "notary-asker", "clerk-events",
            "clerk-grants", "clerk-asker");
    private static final List<ServiceName> SERVICES = List.of(Office.NOTARY, Office.CLERK);

    /** Of a session that nobody seals in. */
    private static final byte[] LIKE_A_GRANT = {0x47, 0x53, 0x01};

    private final List<String> issued = new CopyOnWriteArrayList<>();
    /** Renewal comes in time whatever else takes long. */
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor();
    private Estate estate;
    private Office office;
    private ConfigurableApplicationContext notary;
    private ConfigurableApplicationContext clerk;
    private Correspondence correspondence;
    private List<String> members;
    private Future<?> renewal;

    @BeforeAll
    void start(@TempDir Path folder) {
        estate = Estate.start(folder.resolve("estate"), InstantSource.system(),
                List.of("-Dlogback.configurationFile=dev/gatehouse/autoconfigure/talkative-broker-logback.xml"));
        office = new Office(estate, folder, "rotation");
        // Whoever was away for longer than this joins its group anew, and the group waits no longer for it.
        office.arguments.add("--spring.kafka.consumer.properties.session.timeout.ms=10000");
        lay(Duration.ofMinutes(5));
        clerk = office.startClerk();
        notary = office.startNotary();
        await().atMost(BOUND).until(() -> !notary.getBean(SealingHealth.class).health().getDetails().containsValue("no session"));
        correspondence = new Correspondence(notary.getBean(dev.gatehouse.events.DirectEvents.class));
        correspondence.begin();
    }

    /** Nobody keeps a connection that was made with a certificate of before, and those made from now on end soon. */
    @BeforeEach
    void beginWithNewConnections() {
        lay(LIFE);
        renewal = renewals.scheduleAtFixedRate(() -> lay(LIFE), RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        renewBroker(Duration.ofHours(1));
        estate.broker().stop();
        estate.broker().start();
        goesOn();
        members = members();
    }

    private void goesOn() {
        int acknowledged = correspondence.acknowledged().size();
        await().atMost(BOUND).until(() -> correspondence.acknowledged().size() > acknowledged + 10);
    }

    @AfterEach
    void endRenewal() {
        renewal.cancel(false);
    }

    @AfterAll
    void stop() {
        renewals.shutdownNow();
        correspondence.close();
        office.close();
        estate.close();
    }

    @Test
    void everyClientShowsEveryNewCertificateAndNobodyNotices() {
        var deadline = Instant.now().plus(BOUND.multipliedBy(2));
        while (!clients().values().stream().allMatch(seen -> seen.size() > ROTATIONS) && Instant.now().isBefore(deadline))
            renewBrokerAndWakeIdleClients();
        layTheLast(Duration.ofHours(1));

        // For whoever runs it: the table of rotations by client.
        System.out.println("certificates shown by each client: "
                + clients().entrySet().stream().sorted(Map.Entry.comparingByKey())
                        .map(e -> e.getKey() + " " + e.getValue().size()).collect(Collectors.joining(", "))
                + "; issued " + issued.size()
                + ", sends " + correspondence.acknowledged().size() + ", repeated " + correspondence.failures());
        assertThat(clients()).allSatisfy((client, seen) -> assertThat(seen).hasSizeGreaterThan(ROTATIONS));
        assertThat(rotations(notary)).isGreaterThanOrEqualTo(ROTATIONS);
        assertNothingLostDoubledOrRestarted();
        assertThat(members()).as("the same consumers as at the start").isEqualTo(members);
    }

    /** The broker's live longer, as it takes a new one only while the one before is good. */
    private void renewBrokerAndWakeIdleClients() {
        var next = Instant.now().plus(RENEWAL);
        assertThat(renewBroker(Duration.ofSeconds(60))).as("the broker had to be started again").isFalse();
        wakeIdleClients();
        await().atMost(BOUND).until(() -> Instant.now().isAfter(next));
    }

    /** These have nothing to do for a while or for hours, and the broker nothing to look at. */
    private void wakeIdleClients() {
        var grants = office.notes + ".grants";
        for (var service : List.of(notary, clerk))
            await().atMost(BOUND).ignoreExceptions()
                    .until(() -> service.getBean(KafkaAsker.class).ids().of(List.of(grants)).containsKey(grants));
        await().atMost(BOUND).ignoreExceptions().until(() -> send(grantProducer(), grants) >= 0);
    }

    @SuppressWarnings("unchecked") // all producers here carry bytes
    private Producer<byte[], byte[]> grantProducer() {
        return notary.getBean("gatehouseGrantProducer", Producer.class);
    }

    private static long send(Producer<byte[], byte[]> producer, String grants) {
        try {
            return producer.send(new ProducerRecord<>(grants, 0, new byte[16], LIKE_A_GRANT)).get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean renewBroker(Duration life) {
        return estate.broker().renew(issue("broker", life), estate.identity("operator"), Instant.now());
    }

    private void assertNothingLostDoubledOrRestarted() {
        var sent = correspondence.acknowledged();
        await().atMost(BOUND).untilAsserted(() -> assertThat(applied()).containsAll(sent));
        assertThat(applied()).doesNotHaveDuplicates();
        assertThat(List.of(notary, clerk)).allMatch(ConfigurableApplicationContext::isActive);
        assertThat(clerk.getBean(Listeners.class).isRunning()).isTrue();
    }

    @Test
    void aLateRotationIsMadeGoodWithoutARestart() {
        layTheLast(Duration.ofSeconds(3));
        await().atMost(BOUND).until(() -> status(notary).equals(Status.DOWN) && status(clerk).equals(Status.DOWN));
        int before = correspondence.failures();
        try (var latecomer = producer()) {
            await().atMost(BOUND).until(() -> correspondence.failures() > before);
            assertThatThrownBy(() -> send(latecomer, office.notes + ".grants")).isNotNull();

            lay(Duration.ofHours(1));

            await().atMost(BOUND).until(() -> status(notary).equals(Status.UP) && status(clerk).equals(Status.UP));
            goesOn();
            await().atMost(BOUND).ignoreExceptions().until(() -> send(latecomer, office.notes + ".grants") >= 0);
        }
        wakeIdleClients();
        assertNothingLostDoubledOrRestarted();
    }

    /** Its first connection is refused, unlike those of the service, which had been made in time. */
    private Producer<byte[], byte[]> producer() {
        var properties = KafkaClients.producer(notary.getBean(ProducerFactory.class),
                "notary-latecomer-0");
        properties.putAll(Map.of("delivery.timeout.ms", 3000, "request.timeout.ms", 2000, "max.block.ms", 2000, "linger.ms", 0));
        return new RecoveringProducer(() -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
                System::nanoTime);
    }

    private static Status status(ConfigurableApplicationContext service) {
        return service.getBean(IdentityHealth.class).health().getStatus();
    }

    private List<String> applied() {
        return Stream.concat(office.notesOfClerk.applied().stream(), office.lettersOfClerk.applied().stream()).toList();
    }

    private static long rotations(ConfigurableApplicationContext service) {
        return service.getBean(dev.gatehouse.identity.RotatingIdentity.class).count().rotations();
    }

    /** Serials that each client of the services was seen with. */
    private Map<String, Set<String>> clients() {
        var seen = BrokerSight.serials(estate.broker().settings().log());
        return CLIENTS.stream().collect(Collectors.toMap(client -> client, client -> seen.getOrDefault(client, Set.of())));
    }

    private List<String> members() {
        try (var admin = Admin.create(estate.clientProperties("operator"))) {
            return Topics.answer(admin.describeConsumerGroups(List.of("clerk")).all()).values().stream()
                    .flatMap(group -> group.members().stream()).map(MemberDescription::consumerId).sorted().toList();
        }
    }

    /** Behind a renewal that is under way. */
    private void layTheLast(Duration life) {
        renewal.cancel(false);
        CompletableFuture.runAsync(() -> lay(life), renewals).join();
    }

    private void lay(Duration life) {
        for (var service : SERVICES) {
            var identity = issue(service.value(), life);
            office.layIdentity(service, identity);
            issued.add(identity.certificate().getSerialNumber().toString(16));
        }
    }

    private PemIdentity issue(String name, Duration life) {
        var now = Instant.now();
        return estate.authority()
                .issue(CertificateRequest.service(estate.realm(), name, new Validity(now.minusSeconds(1), now.plus(life))));
    }
}
