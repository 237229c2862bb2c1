package dev.gatehouse.sealing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.keys.VectorFile;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static dev.gatehouse.keys.VectorFile.hex;
import static org.assertj.core.api.Assertions.assertThat;

/** A file of vectors: what a reader makes of each record, knowing these grants. {@code envelope-1.json} says the format. */
final class Vectors {
    private final JsonNode root;
    private final Instant now;
    private final Realm realm;

    Vectors(String file) {
        root = VectorFile.read(file);
        now = Instant.ofEpochMilli(root.get("now").asLong());
        realm = new Realm(root.get("realm").asString());
    }

    Stream<DynamicTest> tests() {
        return root.get("cases").valueStream().map(c -> DynamicTest.dynamicTest(c.get("name").asString(), () -> judge(c)));
    }

    private void judge(JsonNode c) {
        var verdict = openerOf(c).open(record(c));

        if (c.get("expect").asString().equals("OPENED")) {
            assertThat(verdict).isInstanceOf(Verdict.Opened.class);
            var opened = (Verdict.Opened) verdict;
            assertThat(opened.payload()).isEqualTo(hex(c.get("payload")));
            assertThat(opened.producer().value()).isEqualTo(c.get("producer").asString());
        } else {
            assertThat(Verdicts.of(verdict)).isEqualTo(c.get("expect").asString());
        }
    }

    private Opener openerOf(JsonNode c) {
        var me = new ServiceName(c.get("reader").asString());
        var contract = new ContractReading(contract(me), now.plusSeconds(60));
        var directory = directory();
        var time = new LogTime(() -> 0);
        time.observe(now);
        return new Opener(() -> contract, () -> directory, new OneKey(own(me)), grants(c), time, InstantSource.fixed(now));
    }

    private Contract contract(ServiceName me) {
        var topics = new ArrayList<TopicContract>();
        root.get("contracts").properties().forEach(t -> topics.add(new TopicContract(new TopicName(t.getKey()), t.getKey(),
                me, Protection.SEALED, KeyKind.PLAIN, AppendTime.LOG_APPEND_TIME, List.of(),
                t.getValue().get("writers").valueStream()
                        .map(w -> new TopicContract.Writer(new ServiceName(w.asString()), null)).toList(),
                Map.of(), Duration.ofDays(30), Duration.ofMillis(root.get("grantsRetention").asLong()), 1 << 20)));
        return new Contract(realm, me, topics);
    }

    private DirectoryReading directory() {
        var entries = new ArrayList<PublicKeyVersion>();
        var revoked = new HashMap<KeyId, Instant>();
        for (var e : root.get("directory")) {
            var entry = new PublicKeyVersion(realm, new ServiceName(e.get("service").asString()), entries.size() + 1,
                    hex(e.get("kem")), hex(e.get("sign")), Instant.EPOCH);
            assertThat(entry.id()).hasToString(e.get("id").asString());
            entries.add(entry);
            if (e.has("revokedAt"))
                revoked.put(entry.id(), Instant.ofEpochMilli(e.get("revokedAt").asLong()));
        }
        return new DirectoryReading(now.plusSeconds(60), entries, revoked);
    }

    private OwnKeyVersion own(ServiceName me) {
        var reader = root.get("readers").get(me.value());
        return OwnKeyVersion.fromSeeds(realm, me, 1, hex(reader.get("kemSeed")), hex(reader.get("signSeed")),
                Instant.ofEpochMilli(reader.get("firstVersion").asLong()));
    }

    private static Grants grants(JsonNode c) {
        var filed = new FiledGrants();
        var topic = new TopicName(c.get("topic").asString());
        for (var g : c.get("grants"))
            filed.file(topic, hex(g.get("key")), hex(g.get("value")), Instant.ofEpochMilli(g.get("time").asLong()));
        return filed;
    }

    private static SealedRecord record(JsonNode c) {
        var record = c.get("record");
        var headers = new ArrayList<Header>();
        record.get("headers").forEach(h -> headers.add(new Header(h.get(0).asString(), hexOrNull(h.get(1)))));
        return new SealedRecord(new TopicName(c.get("topic").asString()), 0, 0, hexOrNull(record.get("key")), headers,
                hexOrNull(record.get("value")), Instant.ofEpochMilli(record.get("time").asLong()), AppendTime.LOG_APPEND_TIME);
    }

    private static byte @Nullable [] hexOrNull(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : hex(node);
    }
}
