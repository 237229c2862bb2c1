package dev.gatehouse.contract;

import java.time.InstantSource;
import java.util.function.Consumer;

/** The contract, read once to start with and again on every {@link #refresh}; the last good one is kept. Thread-safe. */
public final class PolledContract implements Contracts {
    private final ContractSource source;
    private final InstantSource clock;
    private final Consumer<NoContractException> alarms;
    private volatile ContractReading latest;

    /**
     * Reads the contract.
     *
     * @param alarms told whenever a later reading fails
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

    public void refresh() {
        try {
            latest = reading();
        } catch (NoContractException e) {
            alarms.accept(e);
        }
    }

    private ContractReading reading() {
        var begun = clock.instant();
        return new ContractReading(source.read(), begun);
    }
}
