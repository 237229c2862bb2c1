package dev.gatehouse.autoconfigure;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractSource;
import dev.gatehouse.contract.NoContractException;
import dev.gatehouse.contract.Protection;

/** Refuses a contract with a topic that this version cannot protect, at the start and whenever it is read anew. */
record SealedTopicsOnly(ContractSource source) implements ContractSource {
    @Override
    public Contract read() {
        var contract = source.read();
        for (var topic : contract.topics())
            if (topic.protection() != Protection.SEALED)
                throw new NoContractException(
                        "the contract has %s with protection '%s', and this version handles sealed topics only. Change 'protection' in the service.yml of %s"
                                .formatted(topic.topic(), topic.protection().word(), topic.owner()));
        return contract;
    }
}
