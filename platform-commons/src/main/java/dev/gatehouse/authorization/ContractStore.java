package dev.gatehouse.authorization;

import java.util.Optional;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.NoContractException;
import dev.gatehouse.names.ServiceName;

/** Where the contracts of all services of a platform are kept. One thread at a time. */
public interface ContractStore {
    /**
     * The contract as it lies there; empty when there is none.
     *
     * @throws NoContractException when there is one that is not understood
     */
    Optional<Contract> read(ServiceName service);

    /** Puts a contract in the place of an earlier one of its service; a reader sees the one or the other. */
    void write(Contract contract);

    /**
     * Takes it away, so that the service does not start any more.
     *
     * @return whether there was one
     */
    boolean remove(ServiceName service);
}
