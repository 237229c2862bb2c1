package dev.gatehouse.contract;

import java.time.Instant;

/**
 * A contract and how fresh it is.
 *
 * @param begun before the first byte was read: what was applied earlier is in here
 */
public record ContractReading(Contract contract, Instant begun) {}
