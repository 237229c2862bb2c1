package dev.gatehouse.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Schema;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** A contract with every member in use. */
public final class SampleContract {
    public static final Realm REALM = new Realm("local-test");
    public static final ServiceName BAKER = new ServiceName("baker");
    public static final ServiceName COOK = new ServiceName("cook");
    static final ServiceName FORMER = new ServiceName("former-baker");
    static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");

    private SampleContract() {}

    public static Contract contract() {
        return new Contract(REALM, BAKER, List.of(topic("bread.v1"), topic("cakes.v1")));
    }

    static TopicContract topic(String name) {
        return new TopicContract(new TopicName(name), name, BAKER, Protection.SEALED, KeyKind.PSEUDONYMOUS,
                AppendTime.LOG_APPEND_TIME, List.of(new Reader(COOK, JANUARY), new Reader(new ServiceName("diner"), null)),
                List.of(new Writer(BAKER, null), new Writer(FORMER, JANUARY)),
                Map.of(new EventTypeName("kitchen.baked"), new Schema("schemas/baked.v1.json", "ab".repeat(32)),
                        new EventTypeName("kitchen.burnt"), new Schema("schemas/burnt.v1.json", "cd".repeat(32))),
                Duration.ofDays(30), Duration.ofDays(45), 1 << 20);
    }
}
