package dev.gatehouse.sealing.kafka;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.authorization.ContractRights;
import dev.gatehouse.authorization.Decision;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;

/**
 * The last door of a producer: passes bytes to topics that the contract lets this service write, sealed where it says sealed,
 * grants to their grants topics, and refused records to the own quarantine. Everything else throws, and nothing is sent.
 */
public final class GuardedSerializer implements Serializer<byte[]> {
    private static final int SEALED_AT_LEAST = 38;
    private final Contracts contracts;

    public GuardedSerializer(Contracts contracts) {
        this.contracts = contracts;
    }

    @Override
    public byte @Nullable [] serialize(String topic, byte @Nullable [] value) {
        var contract = contracts.latest().contract();
        for (var written : contract.written()) {
            if (topic.equals(written.physical()))
                return sealed(written, value);
            if (topic.equals(written.grants()))
                return grant(topic, value);
        }
        // What is refused is kept as it came, null and plaintext included.
        if (isOwnQuarantine(contract, topic))
            return value;
        throw new RefusedWriteException(RefusedWriteException.Code.NOT_DECLARED,
                "%s may not write %s: %s".formatted(contract.service(), topic, why(contract, topic)));
    }

    private static String why(Contract contract, String topic) {
        return switch (new ContractRights(contract).mayWrite(contract.service(), topic)) {
            case Decision.Denied denied -> denied.toString();
            case Decision.Allowed(var rule) -> "the name on the broker is another one, although " + rule;
        };
    }

    private static byte @Nullable [] sealed(TopicContract topic, byte @Nullable [] value) {
        if (topic.protection() == Protection.SEALED
                && (value == null || value.length < SEALED_AT_LEAST || value[0] != 0x47 || value[1] != 0x01))
            throw new RefusedWriteException(RefusedWriteException.Code.PLAINTEXT,
                    "%s is sealed, and the value is not: publish with DirectEvents or Events instead of a producer"
                            .formatted(topic.topic()));
        return value;
    }

    private static byte @Nullable [] grant(String topic, byte @Nullable [] value) {
        if (value == null || value.length < 3 || value[0] != 0x47 || value[1] != 0x53 || value[2] != 0x01)
            throw new RefusedWriteException(RefusedWriteException.Code.PLAINTEXT, "%s takes grants only".formatted(topic));
        return value;
    }

    private static boolean isOwnQuarantine(Contract contract, String topic) {
        return contract.read().stream().anyMatch(t -> topic.equals(t.quarantine(contract.service())));
    }
}
