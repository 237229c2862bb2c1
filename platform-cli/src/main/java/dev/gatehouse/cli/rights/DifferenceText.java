package dev.gatehouse.cli.rights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.Difference;
import dev.gatehouse.authorization.Foreign;
import dev.gatehouse.authorization.TopicDifference;
import dev.gatehouse.authorization.jdbc.Mending;
import dev.gatehouse.authorization.vault.VaultMending;

/** A difference for people: {@code +} would be made, {@code ~} changed, {@code -} taken away, {@code !} is left alone. */
final class DifferenceText {
    private static final int MANY = 4;
    private final StringBuilder text = new StringBuilder();

    private DifferenceText() {}

    static String of(Difference difference, Around around) {
        var all = new DifferenceText();
        all.topics(difference.topics());
        all.contracts(difference);
        all.rights("+ ", "Rights that are missing", difference.missing());
        all.rights("- ", "Rights that the catalog does not give", difference.surplus());
        all.foreign(difference.foreign());
        all.former(difference.former());
        all.database(around.database());
        all.vault(around.vault());
        all.revoked(difference);
        return all.text.toString();
    }

    private void database(List<Mending> mendings) {
        if (mendings.isEmpty())
            return;
        heading("Database");
        mendings.forEach(mending -> line("~ " + mending.what()));
    }

    private void vault(List<VaultMending> mendings) {
        if (mendings.isEmpty())
            return;
        heading("Vault");
        mendings.forEach(mending -> line(switch (mending.effect()) {
            case WRITE -> "~ ";
            case TAKE -> "- ";
            case STRANGER, JUDGE -> "! ";
        } + mending.what()));
    }

    private void topics(List<TopicDifference> topics) {
        if (topics.isEmpty())
            return;
        heading("Topics");
        for (var topic : topics)
            line(switch (topic) {
                case TopicDifference.Absent(var wanted) -> "+ %s: %d partitions, %s"
                        .formatted(wanted.name(), wanted.partitions(), wanted.settings());
                case TopicDifference.Setting(var name, var setting, var wanted, var actual) -> "~ %s: %s=%s, is %s"
                        .formatted(name, setting, wanted, actual == null ? "a default of the broker" : actual);
                case TopicDifference.Grow(var name, var wanted, var actual) ->
                    "~ %s: %d partitions, is %d; keys move to other partitions, and there is no way back"
                            .formatted(name, wanted, actual);
                case TopicDifference.Shrink(var name, var wanted, var actual) ->
                    "! %s: %d partitions, is %d; Kafka takes none away: make a new version of the topic"
                            .formatted(name, wanted, actual);
                case TopicDifference.Replicas(var name, var wanted, var actual) ->
                    "! %s: %d replicas, is %d; have the operator of the cluster reassign them".formatted(name, wanted, actual);
                case TopicDifference.Hidden(var name) -> "? %s: may not be looked at, with this identity".formatted(name);
            });
    }

    private void contracts(Difference difference) {
        if (difference.contracts().isEmpty())
            return;
        heading("Contracts");
        difference.contracts().forEach(contract -> line("~ %s: %s".formatted(contract.service(), contract.what())));
    }

    private void rights(String sign, String title, List<Binding> bindings) {
        if (bindings.isEmpty())
            return;
        heading(title);
        bindings.forEach(binding -> line(sign + binding));
    }

    private void foreign(List<Foreign> foreign) {
        if (foreign.isEmpty())
            return;
        heading("Rights of others that reach into the catalog; left alone, remove them by hand");
        for (var one : foreign)
            line("! %s; %s %s".formatted(one.binding(), one.binding().allow() ? "opens" : "shuts", few(one.resources())));
    }

    private void former(List<Binding> former) {
        if (former.isEmpty())
            return;
        heading("Perhaps former services: not in the catalog, with rights as services have");
        var counts = new TreeMap<String, Integer>();
        former.forEach(binding -> counts.merge(binding.who(), 1, Integer::sum));
        counts.forEach((name, count) -> line("! %s: %d rights; if it is one, 'gatehouse apply --delete --service %s'"
                .formatted(name, count, name)));
    }

    private void revoked(Difference difference) {
        if (difference.revoked().isEmpty())
            return;
        heading("Revoked services: they have no right, whatever their descriptors say");
        difference.revoked().forEach(service -> line("! %s, until 'gatehouse reinstate %s'".formatted(service, service)));
    }

    private static String few(List<String> names) {
        return names.size() <= MANY
                ? String.join(", ", names)
                : "%s and %d more".formatted(String.join(", ", names.subList(0, MANY)), names.size() - MANY);
    }

    private void heading(String title) {
        text.append(title).append(":\n");
    }

    /** What a broker tells is not ours: it has no say in the layout of a terminal. */
    private void line(String line) {
        text.append("  ").append(line.replaceAll("\\p{Cntrl}", "?")).append('\n');
    }

    /** How much there is of what, in one line. */
    static String summary(Difference difference, Around around) {
        var counts = new LinkedHashMap<String, Integer>();
        counts.put("topics", difference.topics().size());
        counts.put("contracts", difference.contracts().size());
        counts.put("rights missing", difference.missing().size());
        counts.put("rights to take away", difference.surplus().size());
        counts.put("rights of others", difference.foreign().size());
        if (!around.database().isEmpty())
            counts.put("in the database", around.database().size());
        if (!around.vault().isEmpty())
            counts.put("in the Vault", around.vault().size());
        return String.join(", ", counts.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList());
    }
}
