package dev.gatehouse.benchmarks.seal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import dev.gatehouse.benchmarks.OneKey;
import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.GrantPublisher;
import dev.gatehouse.sealing.GrantRecord;
import dev.gatehouse.sealing.Grants;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.Sealing;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.SessionId;
import dev.gatehouse.sealing.SessionLimits;

/** One producer of one sealed topic and its readers in one process, wired as in a service but for Kafka. */
final class SamplePlatform {
    static final String REALM = "local-demo";
    static final String PRODUCER = "iot-ingest";
    static final TopicName TOPIC = new TopicName("sensor-readings.v1");

    private final InstantSource clock = InstantSource.system();
    private final Instant started = clock.instant();
    private final Realm realm = new Realm(REALM);
    private final Random seeds = new Random(1);
    private final FiledGrants filed = new FiledGrants();
    private final Contract contractOfReader;
    private final DirectoryReading directory;
    private final OwnKeyVersion reader;
    final SealingSessions sessions;

    SamplePlatform(int readers, SessionLimits limits) {
        var producer = key(new ServiceName(PRODUCER));
        var declared = IntStream.range(0, readers).mapToObj(i -> key(new ServiceName("reader-" + i))).toList();
        reader = declared.getFirst();
        var entries = new ArrayList<>(declared.stream().map(OwnKeyVersion::publicHalf).toList());
        entries.add(producer.publicHalf());
        directory = new DirectoryReading(started, entries, Map.of());
        var topic = topic(producer, declared);
        contractOfReader = new Contract(realm, reader.publicHalf().service(), List.of(topic));
        var contract = new ContractReading(new Contract(realm, producer.publicHalf().service(), List.of(topic)), started);
        sessions = new SealingSessions(() -> contract, () -> directory, new OneKey(producer), filed, clock, limits, a -> {
            throw new IllegalStateException("the benchmark's own platform raises an alarm: " + a);
        });
        sessions.tick();
    }

    /** Made once, as by a listener: it keeps what it learnt of sessions. */
    Opener opener() {
        var contract = new ContractReading(contractOfReader, started);
        return new Opener(() -> contract, () -> directory, new OneKey(reader), filed, new LogTime(System::nanoTime), clock);
    }

    byte[] seal(SampleEvent event, List<Header> headers) {
        if (sessions.seal(TOPIC, event.key, headers, event.payload) instanceof Sealing.Sealed(var value))
            return value;
        throw new IllegalStateException("the benchmark's own platform refuses to seal");
    }

    SealedRecord received(SampleEvent event, byte[] value) {
        return new SealedRecord(TOPIC, 0, 0, event.key, event.receivedHeaders(), value, clock.instant(),
                AppendTime.LOG_APPEND_TIME);
    }

    private OwnKeyVersion key(ServiceName service) {
        var kem = new byte[32];
        var sign = new byte[32];
        seeds.nextBytes(kem);
        seeds.nextBytes(sign);
        return OwnKeyVersion.fromSeeds(realm, service, 1, kem, sign, started.minusSeconds(3600));
    }

    private static TopicContract topic(OwnKeyVersion producer, List<OwnKeyVersion> readers) {
        var owner = producer.publicHalf().service();
        return new TopicContract(TOPIC, TOPIC.value(), owner, Protection.SEALED, KeyKind.PSEUDONYMOUS, AppendTime.LOG_APPEND_TIME,
                readers.stream().map(r -> new TopicContract.Reader(r.publicHalf().service(), null)).toList(),
                List.of(new TopicContract.Writer(owner, null)), Map.of(), Duration.ofDays(30), Duration.ofDays(45), 1 << 20);
    }

    /** A grants topic that acknowledges at once. */
    private static final class FiledGrants implements Grants, GrantPublisher {
        private final Map<SessionId, GrantRecord> grants = new ConcurrentHashMap<>();

        @Override
        public CompletableFuture<Void> publish(TopicName topic, SessionId id, byte[] grant) {
            grants.put(id, new GrantRecord(grant, Instant.now()));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<GrantRecord> find(TopicName topic, SessionId id) {
            var grant = grants.get(id);
            return grant == null ? List.of() : List.of(grant);
        }

        @Override
        public long requestEnd(TopicName topic) {
            return 0;
        }

        @Override
        public boolean readTo(TopicName topic, long request) {
            return true;
        }
    }
}
