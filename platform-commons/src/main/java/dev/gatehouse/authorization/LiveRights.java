package dev.gatehouse.authorization;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a broker would let a principal do, by its entries alone: who is a super user is not among them. */
public final class LiveRights {
    private static final Set<String> IMPLY_DESCRIBE = Set.of("READ", "WRITE", "DELETE", "ALTER");
    private static final String ALL = "ALL";

    private final List<Binding> bindings;

    public LiveRights(Collection<Binding> bindings) {
        this.bindings = bindings.stream().sorted().toList();
    }

    /**
     * Whether the principal, from some host, would be let in: one entry that allows and none that denies.
     *
     * @param principal with its type
     * @param type of the resource, and operation, as Kafka calls them
     */
    public boolean allow(String principal, String type, String resource, String operation) {
        return !opening(principal, type, resource, operation).isEmpty() && bindings.stream()
                .noneMatch(b -> !b.allow() && matches(b, principal, type, resource) && isOrAll(b, operation));
    }

    /** The entries that would let it in. */
    public List<Binding> opening(String principal, String type, String resource, String operation) {
        return bindings.stream().filter(b -> b.allow() && matches(b, principal, type, resource) && implies(b, operation))
                .toList();
    }

    private static boolean matches(Binding binding, String principal, String type, String resource) {
        return binding.appliesTo(principal) && binding.concerns(type, resource);
    }

    private static boolean isOrAll(Binding binding, String operation) {
        return binding.operation().equals(operation) || binding.operation().equals(ALL);
    }

    /** Kafka's implications hold for what allows, never for what denies (StandardAuthorizer). */
    private static boolean implies(Binding binding, String operation) {
        return isOrAll(binding, operation) || switch (operation) {
            case "DESCRIBE" -> IMPLY_DESCRIBE.contains(binding.operation());
            case "DESCRIBE_CONFIGS" -> binding.operation().equals("ALTER_CONFIGS");
            default -> false;
        };
    }
}
