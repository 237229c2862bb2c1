package dev.gatehouse.authorization;

import java.util.List;

import dev.gatehouse.authorization.ContractPlan.ContractDifference;
import dev.gatehouse.names.ServiceName;

/**
 * What lies between an estate as its catalog wants it and as it is. Every list is sorted.
 *
 * @param missing rights that have to be given
 * @param surplus rights of a service of the catalog that the catalog does not give; they are taken away
 * @param foreign rights of others that reach into the catalog; left alone
 * @param former rights of what may be services that left the catalog; taken away only by name
 * @param removedPercent rights that would be taken away, in percent of those that the platform's principals have, rounded up;
 *        without those of revoked services
 * @param revoked services that have no right until they are reinstated
 */
public record Difference(List<Binding> missing, List<Binding> surplus, List<Foreign> foreign, List<Binding> former,
        List<TopicDifference> topics, List<ContractDifference> contracts, int removedPercent,
        List<ServiceName> revoked) {
    public Difference {
        missing = List.copyOf(missing);
        surplus = List.copyOf(surplus);
        foreign = List.copyOf(foreign);
        former = List.copyOf(former);
        topics = List.copyOf(topics);
        contracts = List.copyOf(contracts);
        revoked = List.copyOf(revoked);
    }

    /** Compares. */
    public static Difference between(Wanted wanted, Live live, List<ContractDifference> contracts) {
        var rights = new BindingComparison(wanted, live);
        return new Difference(rights.missing(), rights.surplus(), rights.foreign(), rights.former(),
                TopicComparison.of(wanted.topics(), live), contracts, percent(rights.unexpectedlySurplus(), rights.ours()),
                List.copyOf(wanted.revoked()));
    }

    /** Whether the estate is as the catalog wants it; what a former service left behind elsewhere does not matter. */
    public boolean isNone() {
        return !isOursToMend() && foreign.isEmpty();
    }

    /** Whether anything differs that is the platform's own. */
    public boolean isOursToMend() {
        return !(missing.isEmpty() && surplus.isEmpty() && topics.isEmpty() && contracts.isEmpty());
    }

    /** Those of {@link #former} that this service has. */
    public List<Binding> rightsOfFormer(ServiceName service) {
        return former.stream().filter(binding -> binding.who().equals(service.value())).toList();
    }

    private static int percent(int part, int whole) {
        return whole == 0 ? 0 : (part * 100 + whole - 1) / whole;
    }
}
