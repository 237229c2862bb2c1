package dev.gatehouse.sealing.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.authorization.ContractRights;
import dev.gatehouse.authorization.Decision;
import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The baker writes bread and reads meals; it once wrote cakes. */
class GuardedSerializerTest {
    private static final ServiceName BAKER = new ServiceName("baker");
    private static final ServiceName COOK = new ServiceName("cook");
    private static final byte[] SEALED = sealed();
    private static final Contract CONTRACT = new Contract(new Realm("local-test"), BAKER,
            List.of(topic("bread.v1", new Writer(BAKER, null), COOK), topic("meals.v1", new Writer(COOK, null), BAKER),
                    topic("cakes.v1", new Writer(BAKER, Instant.EPOCH), COOK)));
    private final GuardedSerializer door = new GuardedSerializer(() -> new ContractReading(CONTRACT, Instant.EPOCH));

    @Test
    void passesASealedValueToATopicThatTheServiceWrites() {
        assertThat(door.serialize("bread.v1", SEALED)).isSameAs(SEALED);
    }

    @Test
    void passesAGrantToItsGrantsTopic() {
        assertThat(door.serialize("bread.v1.grants", bytes("GS\u0001..."))).isNotNull();
    }

    @Test
    void passesWhateverWasRefusedToTheOwnQuarantine() {
        assertThat(door.serialize("meals.v1.quarantine.baker", null)).isNull();
        assertThat(door.serialize("meals.v1.quarantine.baker", bytes("plain"))).isEqualTo(bytes("plain"));
    }

    @Test
    void refusesPlaintextOnASealedTopic() {
        refuses("bread.v1", bytes("{\"text\":\"canary\"}"), RefusedWriteException.Code.PLAINTEXT, "DirectEvents");
        refuses("bread.v1", null, RefusedWriteException.Code.PLAINTEXT, "is sealed");
        refuses("bread.v1", Arrays.copyOf(SEALED, 37), RefusedWriteException.Code.PLAINTEXT, "is sealed");
    }

    @Test
    void refusesEverythingButGrantsOnAGrantsTopic() {
        refuses("bread.v1.grants", SEALED, RefusedWriteException.Code.PLAINTEXT, "takes grants only");
        refuses("bread.v1.grants", null, RefusedWriteException.Code.PLAINTEXT, "takes grants only");
    }

    @Test
    void refusesTopicsThatNobodyDeclared() {
        refuses("elsewhere.v1", SEALED, RefusedWriteException.Code.NOT_DECLARED,
                "services/baker/src/main/resources/service.yml");
    }

    @Test
    void refusesATopicThatIsOnlyRead() {
        refuses("meals.v1", SEALED, RefusedWriteException.Code.NOT_DECLARED, "baker may not write meals.v1");
        refuses("meals.v1.grants", bytes("GS\u0001..."), RefusedWriteException.Code.NOT_DECLARED, "baker may not write");
    }

    @Test
    void refusesATopicThatIsNotWrittenAnyMore() {
        refuses("cakes.v1", SEALED, RefusedWriteException.Code.NOT_DECLARED, "baker may not write cakes.v1");
    }

    @Test
    void namesTheFileOfTheOwnerWhoDecides() {
        refuses("meals.v1", SEALED, RefusedWriteException.Code.NOT_DECLARED,
                "services/cook/src/main/resources/service.yml, under topics.meals.v1.writers:  baker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bread.v1", "bread.v1.grants", "bread.v1.quarantine.cook", "bread.v1.quarantine.baker", "meals.v1",
            "meals.v1.grants", "meals.v1.quarantine.baker", "cakes.v1", "cakes.v1.grants", "elsewhere.v1"})
    void letsThroughExactlyWhatTheContractAllows(String topic) {
        boolean allowed = new ContractRights(CONTRACT).mayWrite(BAKER, topic) instanceof Decision.Allowed;
        var value = topic.endsWith(".grants") ? bytes("GS\u0001...") : SEALED;
        if (allowed)
            assertThat(door.serialize(topic, value)).isSameAs(value);
        else
            refuses(topic, value, RefusedWriteException.Code.NOT_DECLARED, "baker may not write " + topic);
    }

    @Test
    void refusesSomeoneElsesQuarantine() {
        refuses("bread.v1.quarantine.cook", SEALED, RefusedWriteException.Code.NOT_DECLARED, "baker may not write");
        refuses("bread.v1.quarantine.baker", SEALED, RefusedWriteException.Code.NOT_DECLARED, "baker may not write");
    }

    private void refuses(String topic, byte @Nullable [] value, RefusedWriteException.Code code, String words) {
        assertThatThrownBy(() -> door.serialize(topic, value)).isInstanceOfSatisfying(RefusedWriteException.class,
                refused -> assertThat(refused.code()).isEqualTo(code)).hasMessageContaining(words)
                .hasMessageNotContaining("canary");
    }

    private static TopicContract topic(String name, Writer writer, ServiceName reader) {
        return new TopicContract(new TopicName(name), name, writer.service(), Protection.SEALED, KeyKind.PLAIN,
                AppendTime.LOG_APPEND_TIME, List.of(new Reader(reader, null)), List.of(writer), Map.of(), Duration.ofDays(1),
                Duration.ofDays(16), 1 << 20);
    }

    private static byte[] sealed() {
        var value = new byte[38];
        value[0] = 0x47;
        value[1] = 1;
        return value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
