package dev.gatehouse.authorization;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.NoContractException;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** Contracts as a catalog wants them, held against those that are stored, and the order in which they are replaced. */
public final class ContractPlan {
    private final Map<ServiceName, Contract> stored = new LinkedHashMap<>();
    private final List<ServiceName> unreadable = new ArrayList<>();
    private final List<Contract> contracts = new ArrayList<>();

    /**
     * A contract that has to be written.
     *
     * @param what in which way it differs, as one clause
     */
    public record ContractDifference(ServiceName service, String what) {}

    /**
     * Reads what is stored.
     *
     * @param now from when a reader is one that no stored contract names yet
     */
    public ContractPlan(Wanted wanted, ContractStore store, Instant now) {
        for (var service : wanted.services())
            read(service, store);
        for (var service : wanted.services())
            contracts.add(wanted.contractOf(service, (topic, reader) -> since(topic, reader, now)));
    }

    /** Sorted by service. */
    public List<ContractDifference> differences() {
        return contracts.stream().filter(contract -> !contract.equals(stored.get(contract.service())))
                .map(contract -> new ContractDifference(contract.service(), describe(contract))).toList();
    }

    /**
     * Contracts to write, in this order: first everybody learns of the topics to read, then of those to write, so that nothing is
     * sealed for a reader that does not know of it yet. A service that does both is there twice.
     */
    public List<Contract> steps() {
        var steps = new ArrayList<Contract>();
        var reached = new LinkedHashMap<>(stored);
        contracts.stream().map(this::readingOnly).forEach(contract -> step(contract, reached, steps));
        contracts.forEach(contract -> step(contract, reached, steps));
        return steps;
    }

    private static void step(Contract contract, Map<ServiceName, Contract> reached, List<Contract> steps) {
        if (!contract.equals(reached.put(contract.service(), contract)))
            steps.add(contract);
    }

    /** The new word about what the service reads, the old one about everything else. */
    private Contract readingOnly(Contract contract) {
        var topics = new ArrayList<>(contract.read());
        var before = stored.get(contract.service());
        if (before != null)
            before.topics().stream().filter(old -> topics.stream().noneMatch(t -> t.topic().equals(old.topic())))
                    .forEach(topics::add);
        topics.sort((one, other) -> one.topic().compareTo(other.topic()));
        return new Contract(contract.realm(), contract.service(), topics);
    }

    private void read(ServiceName service, ContractStore store) {
        try {
            store.read(service).ifPresent(contract -> stored.put(service, contract));
        } catch (NoContractException notUnderstood) {
            unreadable.add(service); // written anew, as its message says
        }
    }

    /** A reader that was there before keeps its time; one that is new to a known topic is one from now on. */
    private Optional<Instant> since(TopicName topic, ServiceName reader, Instant now) {
        var known = stored.values().stream().flatMap(contract -> contract.topics().stream())
                .filter(t -> t.topic().equals(topic)).toList();
        var before = known.stream().flatMap(t -> t.reader(reader).stream()).toList();
        if (known.isEmpty() || before.stream().anyMatch(r -> r.since() == null))
            return Optional.empty();
        return Optional.of(before.stream().map(Reader::since).filter(Objects::nonNull).min(Instant::compareTo).orElse(now));
    }

    private String describe(Contract contract) {
        var before = stored.get(contract.service());
        if (before == null)
            return unreadable.contains(contract.service()) ? "is not understood" : "is missing";
        var changed = new TreeSet<String>();
        difference(contract.topics(), before.topics(), changed);
        difference(before.topics(), contract.topics(), changed);
        return "differs about " + String.join(", ", changed);
    }

    private static void difference(List<TopicContract> some, List<TopicContract> others, Set<String> names) {
        some.stream().filter(topic -> !others.contains(topic)).forEach(topic -> names.add(topic.topic().value()));
    }
}
