package dev.gatehouse.contract;

/** Where the contract of this service comes from. Implementations are thread-safe. */
public interface ContractSource {
    /**
     * Reads the contract now.
     *
     * @throws NoContractException when there is none, or one that is not understood whole
     */
    Contract read();
}
