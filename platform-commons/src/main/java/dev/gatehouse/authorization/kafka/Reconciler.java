package dev.gatehouse.authorization.kafka;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;

import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.ContractPlan;
import dev.gatehouse.authorization.ContractStore;
import dev.gatehouse.authorization.Difference;
import dev.gatehouse.authorization.Live;
import dev.gatehouse.authorization.LiveRights;
import dev.gatehouse.authorization.TopicDifference;
import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.authorization.kafka.Outcome.Applied;
import dev.gatehouse.authorization.kafka.Outcome.TooMuch;
import dev.gatehouse.catalog.CatalogTopic;
import dev.gatehouse.names.ServiceName;

/**
 * Holds a live estate against its catalog, and mends it. Every method throws {@link BrokerUnreachableException} or
 * {@link BrokerRefusalException} when the broker gives no answer or says no; what was told as done until then is done, and the
 * next apply goes on from there. One thread at a time; the Admin stays the caller's.
 */
public final class Reconciler {
    private static final String EVERYBODY = "*";
    private final Admin admin;
    private final Wanted wanted;
    private final Optional<ContractStore> contracts;
    private final InstantSource clock;

    /** @param contracts empty where this estate keeps none that can be reached from here */
    public Reconciler(Admin admin, Wanted wanted, Optional<ContractStore> contracts, InstantSource clock) {
        this.admin = admin;
        this.wanted = wanted;
        this.contracts = contracts;
        this.clock = clock;
    }

    /** Looks, and changes nothing. */
    public Difference difference() {
        var plan = contractPlan();
        return Difference.between(wanted, live(), plan.map(ContractPlan::differences).orElse(List.of()));
    }

    /** What the broker would let everybody do; without an opinion on it. */
    public LiveRights rights() {
        return new LiveRights(LiveReading.bindings(admin));
    }

    /** Every entry that gives a service something, whoever made it. */
    public List<Binding> rightsOf(ServiceName service) {
        return LiveReading.bindings(admin).stream().filter(right -> right.allow() && right.who().equals(service.value()))
                .sorted().toList();
    }

    private Stream<Binding> rightsOfEverybody() {
        return LiveReading.bindings(admin).stream().filter(right -> right.allow() && right.who().equals(EVERYBODY)).sorted();
    }

    /**
     * Takes every right of a service away, and reads back, for 15 seconds at most.
     *
     * @param done told of each change, after it was confirmed
     * @return what is left: nothing, unless somebody gives rights at the same time, or there are rights of everybody. Those are
     *         not the service's to lose, and it has them
     */
    public List<Binding> takeAway(ServiceName service, Consumer<String> done) {
        new BrokerChanges(admin, done).take(rightsOf(service));
        return Stream.concat(ReadBack.until(() -> rightsOf(service), List::isEmpty).stream(), rightsOfEverybody()).toList();
    }

    /**
     * Mends what differs: the provisioner's own rights, so that it sees what it changes; topics; contracts, readers' before
     * writers'; rights last, first those to take away. Then reads back, for 15 seconds at most, until it is there. Doing it
     * again does nothing.
     *
     * @param done told of each change, after it was confirmed
     */
    public Outcome apply(Allowance allowance, Consumer<String> done) {
        allowance.former().filter(wanted.services()::contains).ifPresent(service -> {
            throw new IllegalArgumentException("service %s is in the catalog: remove its descriptor first".formatted(service));
        });
        var difference = difference();
        if (difference.removedPercent() > allowance.maxRemovedPercent())
            return new TooMuch(difference.removedPercent(), allowance);
        var changes = new BrokerChanges(admin, done);
        changes.give(difference.missing().stream().filter(wanted::isToolRight).toList());
        changes.mend(visible(difference).topics());
        writeContracts(done);
        changes.take(difference.surplus());
        allowance.former().ifPresent(service -> remove(service, difference, changes, done));
        changes.give(difference.missing().stream().filter(right -> !wanted.isToolRight(right)).toList());
        return new Applied(readBack(left -> !canBeMended(left)
                && allowance.former().map(left::rightsOfFormer).orElse(List.of()).isEmpty()));
    }

    /** Once the provisioner may look at all topics; whoever still may not goes on with what it sees. */
    private Difference visible(Difference difference) {
        return hides(difference) ? readBack(now -> !hides(now)) : difference;
    }

    private static boolean hides(Difference difference) {
        return difference.topics().stream().anyMatch(TopicDifference.Hidden.class::isInstance);
    }

    private static boolean canBeMended(Difference left) {
        return !left.missing().isEmpty() || !left.surplus().isEmpty() || left.topics().stream()
                .anyMatch(topic -> !(topic instanceof TopicDifference.Shrink || topic instanceof TopicDifference.Replicas));
    }

    private void writeContracts(Consumer<String> done) {
        contracts.ifPresent(store -> contractPlan().stream().flatMap(plan -> plan.steps().stream()).forEach(contract -> {
            store.write(contract);
            done.accept("wrote the contract of " + contract.service());
        }));
    }

    private void remove(ServiceName former, Difference difference, BrokerChanges changes, Consumer<String> done) {
        changes.take(difference.rightsOfFormer(former));
        if (contracts.map(store -> store.remove(former)).orElse(false))
            done.accept("removed the contract of " + former);
    }

    private Difference readBack(Predicate<Difference> enough) {
        return ReadBack.until(this::difference, enough);
    }

    private Live live() {
        return LiveReading.of(admin, wanted.topics().stream().map(CatalogTopic::name).toList());
    }

    private Optional<ContractPlan> contractPlan() {
        return contracts.map(store -> new ContractPlan(wanted, store, clock.instant()));
    }
}
