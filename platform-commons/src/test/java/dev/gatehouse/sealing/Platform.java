package dev.gatehouse.sealing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.keys.Directory;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** A realm with two writers and three readers; a test moves clock, contract, directory and log by hand. */
final class Platform implements InstantSource, GrantPublisher {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Realm REALM = new Realm("local-test");
    static final TopicName READINGS = new TopicName("sensor-readings.v1");
    static final TopicName ACTIONS = new TopicName("user-actions.v1");
    static final ServiceName INGEST = new ServiceName("iot-ingest");
    static final ServiceName GATEWAY = new ServiceName("other-gateway");
    static final ServiceName SCHEDULER = new ServiceName("maintenance-scheduler");
    static final ServiceName MONITOR = new ServiceName("security-monitor");
    static final ServiceName BILLING = new ServiceName("billing");
    static final Duration GRANTS_RETENTION = Duration.ofDays(45);

    /** Making an X-Wing key pair takes longer than most tests. */
    private static final Map<String, OwnKeyVersion> KEYS = new ConcurrentHashMap<>();

    final FiledGrants log = new FiledGrants();
    final List<byte[]> published = new ArrayList<>();
    final Map<ServiceName, List<OwnKeyVersion>> keys = new HashMap<>();
    final List<PublicKeyVersion> directory = new ArrayList<>();
    final Map<KeyId, Instant> revocations = new HashMap<>();
    final List<SealingAlarm> alarms = new ArrayList<>();
    List<Reader> readers = List.of(new Reader(SCHEDULER, null), new Reader(MONITOR, null), new Reader(BILLING, null));
    List<Writer> writers = List.of(new Writer(INGEST, null), new Writer(GATEWAY, null));
    List<TopicName> topics = List.of(READINGS, ACTIONS);
    Protection protection = Protection.SEALED;
    AppendTime appendTime = AppendTime.LOG_APPEND_TIME;
    Instant contractBegun = START.plusSeconds(60);
    Instant directoryBegun = START.plusSeconds(60);
    Instant now = START;
    long nanos;
    /** What becomes of a published grant; null: it is appended at once. */
    @Nullable
    CompletableFuture<?> outcome;
    private long offset;

    Platform() {
        for (var service : List.of(INGEST, GATEWAY, SCHEDULER, MONITOR, BILLING))
            add(key(service, 1));
    }

    static OwnKeyVersion key(ServiceName service, int version) {
        return key(service, version, START.minus(Duration.ofDays(30)));
    }

    static OwnKeyVersion key(ServiceName service, int version, Instant activeFrom) {
        var name = service + "/" + version;
        return KEYS.computeIfAbsent(name + "/" + activeFrom, n -> OwnKeyVersion.fromSeeds(REALM, service, version,
                seed("kem/" + name), seed("sign/" + name), activeFrom));
    }

    static byte[] kemSeed(ServiceName service, int version) {
        return seed("kem/" + service + "/" + version);
    }

    static byte[] signSeed(ServiceName service, int version) {
        return seed("sign/" + service + "/" + version);
    }

    private static byte[] seed(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    void add(OwnKeyVersion version) {
        keys.computeIfAbsent(version.publicHalf().service(), s -> new ArrayList<>()).add(version);
        directory.add(version.publicHalf());
    }

    void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** Both are read again now. */
    void poll() {
        contractBegun = now;
        directoryBegun = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public CompletionStage<?> publish(TopicName topic, SessionId id, byte[] grant) {
        published.add(grant);
        var withheld = outcome;
        if (withheld != null)
            return withheld;
        log.file(topic, id.bytes(), grant, now);
        return CompletableFuture.completedStage(null);
    }

    /** Grants are published from now on, and nobody knows whether they arrived. */
    CompletableFuture<?> withhold() {
        var withheld = new CompletableFuture<>();
        outcome = withheld;
        return withheld;
    }

    SealingSessions writer(ServiceName service, SessionLimits limits) {
        return new SealingSessions(contracts(service), directory(), ring(service), this, this, limits, alarms::add);
    }

    /** A writer that has its first session. */
    SealingSessions ready(ServiceName service) {
        var sessions = writer(service, SessionLimits.STANDARD);
        sessions.tick();
        return sessions;
    }

    Opener reader(ServiceName service) {
        return reader(service, ring(service));
    }

    Opener reader(ServiceName service, RingOf ring) {
        return new Opener(contracts(service), directory(), ring, log, logTime(), this);
    }

    LogTime logTime() {
        return new LogTime(() -> nanos);
    }

    RingOf ring(ServiceName service) {
        return new RingOf(keys.getOrDefault(service, List.of()));
    }

    /** A record on the log as it is now. */
    SealedRecord send(SealingSessions from, TopicName topic, String payload) {
        return send(from, topic, INGEST, payload);
    }

    SealedRecord send(SealingSessions from, TopicName topic, ServiceName source, String payload) {
        var key = "device-7".getBytes(StandardCharsets.UTF_8);
        var headers = headers("event-" + offset, source);
        var sealed = from.seal(topic, key, headers, payload.getBytes(StandardCharsets.UTF_8));
        if (!(sealed instanceof Sealing.Sealed(var value)))
            throw new AssertionError("not sealed: " + sealed);
        return new SealedRecord(topic, 0, offset++, key, headers, value, now, appendTime);
    }

    /** A record that never was on the log. */
    SealedRecord arrived(TopicName topic, byte @Nullable [] key, List<Header> headers, byte @Nullable [] value) {
        return new SealedRecord(topic, 0, offset++, key, headers, value, now, appendTime);
    }

    static List<Header> headers(String id, ServiceName source) {
        return List.of(header("ce_id", id), header("ce_source", "//" + REALM + "/" + source), header("ce_specversion", "1.0"),
                header("ce_type", "gatehouse.sensor.reading.recorded"), header("content-type", "application/json"));
    }

    static Header header(String name, String value) {
        return new Header(name, value.getBytes(StandardCharsets.UTF_8));
    }

    Contracts contracts(ServiceName me) {
        var last = new ContractReading[1];
        return () -> {
            var fresh = new ContractReading(new Contract(REALM, me, topics.stream().map(this::topic).toList()), contractBegun);
            if (last[0] == null || !last[0].equals(fresh))
                last[0] = fresh;
            return last[0];
        };
    }

    TopicContract topic(TopicName name) {
        return new TopicContract(name, name.value(), INGEST, protection, KeyKind.PLAIN, appendTime, readers, writers,
                Map.of(), Duration.ofDays(30), GRANTS_RETENTION, 1 << 20);
    }

    /** The same object as long as nothing changed, as a polled directory gives. */
    Directory directory() {
        var last = new DirectoryReading[1];
        return () -> {
            var fresh = new DirectoryReading(directoryBegun, directory, revocations);
            if (last[0] == null || !same(last[0], fresh))
                last[0] = fresh;
            return last[0];
        };
    }

    private static boolean same(DirectoryReading a, DirectoryReading b) {
        return a.begun().equals(b.begun()) && a.revocations().equals(b.revocations())
                && Set.copyOf(a.entries()).equals(Set.copyOf(b.entries()));
    }
}
