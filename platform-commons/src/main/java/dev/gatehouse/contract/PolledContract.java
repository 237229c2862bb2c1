package dev.gatehouse.contract;

import java.time.InstantSource;
import java.util.function.Consumer;

/** The contract, read once to start with and again on every {@link #refresh}; the last good one is kept. Thread-safe. */
public final class PolledContract implements Contracts {
    private final ContractSource source;
    private final InstantSource clock;
    private final Consumer<NoContractException> alarms;
    private volatile ContractReading latest;
    private String complaint = "";

    /**
     * Reads the contract.
     *
     * @param alarms told once when a later reading fails, until one succeeds or fails otherwise
     * @throws NoContractException when there is none to start with
     */
    public PolledContract(ContractSource source, InstantSource clock, Consumer<NoContractException> alarms) {
        this.source = source;
        this.clock = clock;
        this.alarms = alarms;
        this.latest = reading();
    }

    @Override
    public ContractReading latest() {
        return latest;
    }

    public synchronized void refresh() {
        try {
            latest = reading();
            complaint = "";
        } catch (NoContractException e) {
            var problem = String.valueOf(e.getMessage());
            if (!problem.equals(complaint))
                alarms.accept(e);
            complaint = problem;
        }
    }

    private ContractReading reading() {
        var begun = clock.instant();
        return new ContractReading(source.read(), begun);
    }
}
