package dev.gatehouse.demo.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the platform owes, held against what lies on its topics. Each list says what is wrong, for people; all must be empty. */
record Account(List<String> lost, List<String> doubled, List<String> disorder) {
    static Account of(Ledger ledger, Tally tally) {
        var lost = new ArrayList<String>();
        var doubled = new ArrayList<String>();
        missing(ledger.reports.keySet(), tally.ids.getOrDefault(Tally.REPORTS, Set.of()), "report", lost);
        missing(ledger.readings.keySet(), tally.ids.getOrDefault(Tally.READINGS, Set.of()), "reading", lost);
        // Whoever reports goes on until it is acknowledged: an event that nobody was told of is one report twice.
        missing(tally.ids.getOrDefault(Tally.REPORTS, Set.of()), ledger.reports.keySet(), "acknowledgement of report", doubled);
        missing(tally.ids.getOrDefault(Tally.READINGS, Set.of()), ledger.readings.keySet(), "acknowledgement of reading",
                doubled);
        ledger.reports.keySet().stream().filter(report -> !tally.because.containsKey(report))
                .forEach(report -> lost.add("no work order because of report " + report));
        tally.because.forEach((cause, orders) -> {
            if (orders.size() > 1)
                doubled.add("%d work orders because of %s".formatted(orders.size(), cause));
            if (!ledger.reports.containsKey(cause) && !ledger.readings.containsKey(cause))
                doubled.add("a work order because of %s, which nobody sent".formatted(cause));
        });
        standing(ledger, tally).forEach((device, orders) -> {
            if (orders.size() > 1)
                doubled.add("%d work orders stand for device %s".formatted(orders.size(), device));
        });
        return new Account(lost, doubled, tally.disorder);
    }

    /** By device, the work orders on it that are neither done nor cancelled. */
    static Map<String, List<String>> standing(Ledger ledger, Tally tally) {
        var standing = new HashMap<String, List<String>>();
        tally.orders.forEach((subject, order) -> {
            var device = ledger.readings.get(order.cause());
            if (device != null && !isOver(order))
                standing.computeIfAbsent(device, any -> new ArrayList<>()).add(subject);
        });
        return standing;
    }

    static boolean isOver(Tally.Order order) {
        return order.lastType().endsWith(".done") || order.lastType().endsWith(".cancelled");
    }

    private static void missing(Collection<String> owed, Set<String> there, String what, Collection<String> wrong) {
        owed.stream().filter(id -> !there.contains(id)).forEach(id -> wrong.add("no %s %s".formatted(what, id)));
    }

    boolean isSettled() {
        return lost.isEmpty() && doubled.isEmpty() && disorder.isEmpty();
    }
}
