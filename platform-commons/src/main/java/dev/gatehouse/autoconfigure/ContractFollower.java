package dev.gatehouse.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractChange;
import dev.gatehouse.contract.Contracts;

/**
 * The one place that holds the contract against the one before: tells everybody who lives by it, and leaves a trail. Sealing
 * sessions need not be told, since they look at the contract each second.
 */
final class ContractFollower {
    private static final Logger LOG = LoggerFactory.getLogger(ContractFollower.class);
    private final Contracts contracts;
    private final Consumer<ContractChange> trail;
    private final List<Consumer<Contract>> parts = new CopyOnWriteArrayList<>();
    private Contract followed;
    /** Some part may live by another contract than the one that is followed, even by an earlier one that has come back since. */
    private boolean owed;

    ContractFollower(Contracts contracts, Consumer<ContractChange> trail) {
        this.contracts = contracts;
        this.trail = trail;
        this.followed = contracts.latest().contract();
    }

    /** @param part is given every contract that differs from the one before, whole, and again after it or another part threw */
    void tell(Consumer<Contract> part) {
        parts.add(part);
    }

    /** To be called after the contract was read; one thread. */
    void look() {
        var now = contracts.latest().contract();
        var before = followed;
        if (now.equals(before) && !owed)
            return;
        followed = now;
        owed = parts.stream().filter(part -> !isTold(part, now)).count() > 0;
        ContractChange.between(before, now).forEach(trail);
    }

    private static boolean isTold(Consumer<Contract> part, Contract contract) {
        try {
            part.accept(contract);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("a new contract is not followed everywhere yet, which is tried again: {}", e.getClass().getSimpleName(), e);
            return false;
        }
    }
}
