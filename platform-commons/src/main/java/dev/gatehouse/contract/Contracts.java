package dev.gatehouse.contract;

/** The contract as last read. Thread-safe; answers from memory. */
@FunctionalInterface
public interface Contracts {
    ContractReading latest();
}
