package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.Grants;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.SessionId;
import dev.gatehouse.sealing.Verdict;

/**
 * Has the broker's log files, everybody's public keys, the code of this project, and a key pair of his own that he says is
 * the reader's. What he lacks is the reader's key.
 */
final class Thief {
    private final Loot loot;
    private final Opener opener;
    private final TopicName topic;

    private Thief(Loot loot, Opener opener, TopicName topic) {
        this.loot = loot;
        this.opener = opener;
        this.topic = topic;
    }

    /** @param reader whose place he wants to take */
    static Thief breakIn(Path kafkaLogs, Path data, PlatformCatalog catalog, TopicName topic, ServiceName reader,
            InstantSource clock) {
        try {
            var loot = Loot.take(kafkaLogs, topic, data.resolve("loot"));
            var contract = catalog.contractOf(reader.value());
            var directory = new LocalDirectory(data, catalog.realm(), clock, alarm -> {});
            directory.refresh(catalog.catalog().services());
            var filed = loot.grants(topic);
            var time = new LogTime(System::nanoTime);
            filed.forEach(grant -> time.observe(grant.grant().appendTime()));
            var own = OwnKeyVersion.fromSeeds(catalog.realm(), reader, 1, random(), random(), Instant.EPOCH);
            return new Thief(loot, new Opener(() -> new ContractReading(contract, clock.instant()), directory, new Ring(own),
                    new Pile(filed), time, clock), topic);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What he makes of an event; empty if it is not in the files yet. */
    Optional<Verdict> open(String eventId) {
        try {
            return loot.records(topic).stream().filter(record -> isEvent(record, eventId)).findFirst().map(opener::open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEvent(SealedRecord record, String id) {
        return record.headers().stream().anyMatch(header -> header.name().equals("ce_id") && header.value() != null
                && new String(header.value(), java.nio.charset.StandardCharsets.US_ASCII).equals(id));
    }

    private static byte[] random() {
        var seed = new byte[32];
        new SecureRandom().nextBytes(seed);
        return seed;
    }

    private record Ring(OwnKeyVersion own) implements KeyRing {
        @Override
        public List<OwnKeyVersion> versions() {
            return List.of(own);
        }

        @Override
        public Held find(KeyId id) {
            return id.equals(own.id()) ? new Held.Loaded(own) : new Held.NotMine();
        }

        @Override
        public Instant firstActiveFrom() {
            return own.publicHalf().activeFrom();
        }
    }

    private record Pile(List<Loot.Filed> filed) implements Grants {
        @Override
        public List<dev.gatehouse.sealing.GrantRecord> find(TopicName topic, SessionId id) {
            return filed.stream().filter(grant -> grant.session().equals(id)).map(Loot.Filed::grant).toList();
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
