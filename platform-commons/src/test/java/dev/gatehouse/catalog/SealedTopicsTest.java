package dev.gatehouse.catalog;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SealedTopicsTest {
    private static final String WAITER = "service: waiter\nteam: dining-room\nconsumes:\n  bread.v1: { from: baker }\n";

    private final Kitchen kitchen = new Kitchen().with("waiter.yml", WAITER)
            .schema("waiter.yml", "schemas/baker/baked.v1.json", "{\"title\":\"Baked\"}")
            .replace("baker.yml", "readers: [cook]", "readers: [cook, waiter]");

    @Test
    void aReaderThatCouldForgeRecordsToOtherReadersIsRefused() {
        kitchen.replace("baker.yml", "key:", "writers: [baker, cook]\n    key:").hasOnlyProblem("baker.yml", 7,
                "cook both writes and reads the sealed topic bread.v1 beside other readers", "could forge", "remove it");
    }

    @Test
    void anOwnerThatReadsItsOwnTopicBesideOthersIsRefused() {
        kitchen.replace("baker.yml", "readers: [cook, waiter]", "readers: [baker, cook, waiter]").replace("baker.yml",
                "consumes:",
                "consumes:\n  bread.v1: { from: baker }");

        kitchen.hasOnlyProblem("baker.yml", 4, "baker both writes and reads the sealed topic bread.v1");
    }

    @Test
    void aWriterThatIsTheOnlyReaderDeceivesNobodyButItself() {
        var alone = new Kitchen().replace("baker.yml", "key:", "writers: [baker, cook]\n    key:");

        assertThat(alone.problems()).isEmpty();
    }

    @Test
    void aReaderThatNoLongerWritesIsAllowed() {
        kitchen.replace("baker.yml", "key:", "writers: [baker, { service: cook, until: 2026-01-01T00:00:00Z }]\n    key:");

        assertThat(kitchen.problems()).isEmpty();
    }

    @Test
    void moreReadersThanAGrantHasRoomForAreRefused() {
        var many = IntStream.range(0, 65).mapToObj("reader-%d"::formatted).collect(Collectors.joining(", "));

        kitchen.replace("baker.yml", "readers: [cook, waiter]", "readers: [%s]".formatted(many)).hasProblem("baker.yml", 4,
                "bread.v1 has 65 readers, but a grant has room for 64", "split the topic");
    }
}
