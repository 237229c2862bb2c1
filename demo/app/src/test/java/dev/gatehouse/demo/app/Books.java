package dev.gatehouse.demo.app;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.demo.issuer.Resident;

/** What the services keep in their tables and show at their doors, held against what lies on the topics. */
record Books(CrashPlatform platform, Ledger ledger) {
    private static final String SCHEDULER = "maintenance_scheduler";
    private static final List<String> DOORS = List.of("user_actions", "iot_ingest");
    private static final int SHOWN = 100;

    /**
     * Whether everything that was written was carried and read, and nothing is left to plan. Asked along the way that events take, so
     * that what happens between two questions is still seen by the later one.
     */
    boolean isQuiet() {
        return DOORS.stream().allMatch(this::isCarried) && isRead(SCHEDULER)
                && isNone("work_order WHERE state = 'OPENED' OR state = 'SCHEDULED' AND device IS NULL", SCHEDULER)
                && isCarried(SCHEDULER) && DOORS.stream().allMatch(this::isRead);
    }

    private boolean isCarried(String schema) {
        return isNone("outbox", schema);
    }

    private boolean isNone(String rows, String schema) {
        return list("SELECT count(*) FROM %s.%s".formatted(schema, rows)).equals(List.of("0"));
    }

    private boolean isRead(String schema) {
        var next = new HashMap<TopicPartition, Long>();
        list("SELECT topic || ' ' || partition || ' ' || next_offset FROM %s.inbox_position".formatted(schema))
                .forEach(row -> {
                    var words = row.split(" ", 3);
                    next.put(new TopicPartition(words[0], Integer.parseInt(words[1])), Long.parseLong(words[2]));
                });
        var topics = schema.equals(SCHEDULER) ? List.of(Tally.REPORTS, Tally.READINGS) : List.of(Tally.ORDERS);
        return Tally.ends(platform, topics).entrySet().stream()
                .allMatch(end -> next.getOrDefault(end.getKey(), 0L).equals(end.getValue()));
    }

    /** Everything that differs; empty when nothing does. Only while it {@link #isQuiet is quiet}. */
    List<String> differences(Tally tally, List<Meter> meters, List<Resident> residents) {
        var wrong = new ArrayList<String>();
        var told = new HashMap<String, String>();
        tally.orders.forEach((subject, order) -> told.put(subject, "%s %d %s".formatted(state(order), order.lastVersion(),
                order.cause())));
        compare("work order", withoutCause(told),
                rows("SELECT id || ' ' || state || ' ' || version FROM maintenance_scheduler.work_order"), wrong);
        compare("notice", told,
                rows("SELECT work_order || ' ' || state || ' ' || version || ' ' || cause FROM user_actions.notice"), wrong);
        var standing = new HashMap<String, String>();
        Account.standing(ledger, tally).forEach((device, orders) -> standing.put(device, orders.getFirst()));
        compare("mark", standing, rows("SELECT device || ' ' || work_order FROM iot_ingest.device_mark WHERE since IS NOT NULL"),
                wrong);
        compare("mark shown", standing, shown(meters), wrong);
        residents.forEach(resident -> notices(resident, tally, wrong));
        quarantined().forEach(record -> wrong.add("in quarantine: " + record));
        return wrong;
    }

    private static String state(Tally.Order order) {
        return order.lastType().substring(order.lastType().lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> withoutCause(Map<String, String> told) {
        var shorter = new HashMap<String, String>();
        told.forEach((subject, words) -> shorter.put(subject, words.substring(0, words.lastIndexOf(' '))));
        return shorter;
    }

    private static Map<String, String> shown(List<Meter> meters) {
        var shown = new HashMap<String, String>();
        meters.forEach(meter -> meter.self().map(self -> self.path("maintenance").path("workOrder").asString(""))
                .filter(order -> !order.isEmpty()).ifPresent(order -> shown.put(meter.name().id(), order)));
        return shown;
    }

    /** The newest of the block are shown, and none of another one. */
    private void notices(Resident resident, Tally tally, List<String> wrong) {
        var tenant = platform.tenant(resident, platform.people());
        var shown = tenant.token().flatMap(tenant::notices).orElseThrow().path("notices");
        var own = new HashSet<String>();
        tally.orders.forEach((subject, order) -> {
            var block = ledger.reports.getOrDefault(order.cause(), block(ledger.readings.get(order.cause())));
            if (resident.block().equals(block))
                own.add(subject);
        });
        var lines = new HashSet<String>();
        shown.forEach(line -> lines.add(line.path("workOrder").asString("")));
        if (lines.size() != Math.min(SHOWN, own.size()) || !own.containsAll(lines))
            wrong.add("%s is shown %d notices, and %d are about %s".formatted(resident.clientId(), lines.size(), own.size(),
                    resident.block()));
    }

    /** Of a device in this trial. */
    private static String block(@Nullable String device) {
        return device == null ? "" : CrashTrial.blockOf(device);
    }

    private Set<String> quarantined() {
        var topics = new ArrayList<String>();
        platform.topics().forEach(topic -> {
            if (topic.contains(".quarantine."))
                topics.add(topic);
        });
        var held = new HashSet<String>();
        Tally.ends(platform, topics).forEach((partition, end) -> {
            if (end > 0)
                held.add("%d records on %s".formatted(end, partition));
        });
        return held;
    }

    private Map<String, String> rows(String query) {
        var rows = new HashMap<String, String>();
        list(query).forEach(row -> {
            var words = row.split(" ", 2);
            rows.put(words[0], words[1]);
        });
        return rows;
    }

    private List<String> list(String query) {
        try (var connection = platform.sql();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next())
                rows.add(result.getString(1));
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the operator's question was not answered: " + query, e);
        }
    }

    private static void compare(String what, Map<String, String> told, Map<String, String> kept, List<String> wrong) {
        told.forEach((key, value) -> {
            if (!value.equals(kept.get(key)))
                wrong.add("%s %s: told %s, kept %s".formatted(what, key, value, kept.get(key)));
        });
        kept.forEach((key, value) -> {
            if (!told.containsKey(key))
                wrong.add("%s %s: never told, kept %s".formatted(what, key, value));
        });
    }
}
