package dev.gatehouse.authorization;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rights as they are wanted, held against those that are there. Whose a right is, its principal decides: a service of the
 * catalog has what the catalog says and nothing else; what anybody else has is not ours to take away.
 */
record BindingComparison(Wanted wanted, Live live) {
    private static final Set<String> OURS_ALONE = Set.of("READ", "WRITE", "DESCRIBE");

    List<Binding> missing() {
        return wanted.bindings().stream().filter(b -> !live.bindings().contains(b)).toList();
    }

    List<Binding> surplus() {
        return live.bindings().stream().filter(b -> wanted.isOurs(b) && !wanted.bindings().contains(b)).sorted().toList();
    }

    List<Foreign> foreign() {
        return live.bindings().stream().filter(b -> !wanted.isOurs(b)).sorted().map(b -> new Foreign(b, wanted.reachedBy(b)))
                .filter(foreign -> !foreign.resources().isEmpty()).toList();
    }

    /**
     * What an apply may have given to principals that are not in the catalog, and that either reach into it or have a group or a
     * quarantine of their own, as services do.
     */
    List<Binding> former() {
        var former = new HashSet<String>();
        live.bindings().stream().filter(b -> !wanted.isOurs(b) && isOurKind(b))
                .filter(b -> tellsOfAService(b) || !wanted.reachedBy(b).isEmpty()).forEach(b -> former.add(b.principal()));
        return live.bindings().stream().filter(b -> former.contains(b.principal()) && isOurKind(b)).sorted().toList();
    }

    /** Rights of the platform's principals; but for revoked services, whose loss of them was decided already. */
    int ours() {
        return (int) live.bindings().stream().filter(b -> wanted.isOurs(b) && !wanted.isRevoked(b)).count();
    }

    int unexpectedlySurplus() {
        return (int) surplus().stream().filter(b -> !wanted.isRevoked(b)).count();
    }

    /** Whether an apply may have made it, when its principal was still in the catalog. */
    static boolean isOurKind(Binding binding) {
        return binding.allow() && binding.pattern() == Binding.Pattern.LITERAL && binding.host().equals(Binding.ANY)
                && !binding.resource().equals(Binding.ANY) && OURS_ALONE.contains(binding.operation())
                && (binding.resourceType().equals("TOPIC")
                        || (binding.resourceType().equals("GROUP") && binding.resource().equals(binding.who())));
    }

    private static boolean tellsOfAService(Binding binding) {
        return binding.resourceType().equals("GROUP") || binding.resource().endsWith(".grants")
                || binding.resource().endsWith(".quarantine." + binding.who());
    }
}
