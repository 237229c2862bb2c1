package dev.gatehouse.authorization.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a role is kept out: it cannot log in, and has no connection from before. A certificate counts at the handshake only, and
 * so does the right to log in. A superuser is nobody's service and never kept out.
 */
record Lockout(Questions ask, ServiceRole role) {
    /** Between the check of its right to log in and its entry in the list of sessions, a connection is seen by nobody. */
    private static final int ROUNDS = 3;
    private static final String MAY = "SELECT rolcanlogin FROM pg_roles WHERE rolname = ? AND NOT rolsuper";
    private static final String SESSIONS = """
            SELECT count(*) FROM pg_stat_activity s JOIN pg_roles r ON r.oid = s.usesysid
            WHERE r.rolname = ? AND NOT r.rolsuper""";
    /** Waits up to five seconds for each to be gone. */
    private static final String END = """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity s JOIN pg_roles r ON r.oid = s.usesysid
            WHERE r.rolname = '%s' AND NOT r.rolsuper""";

    /** In the order in which it is to be mended: whoever was thrown out first would come back. */
    List<Mending> difference() {
        var name = role.service().value();
        var all = new ArrayList<Mending>();
        if (ask.isTrue(MAY, name))
            all.add(new Mending("role %s can log in".formatted(name), "ALTER ROLE %s NOLOGIN".formatted(role.name())));
        var sessions = ask.text(SESSIONS, name);
        if (!sessions.equals("0"))
            all.add(new Mending("role %s has %s connections".formatted(name, sessions), END.formatted(name)));
        return all;
    }

    List<Mending> close(Consumer<String> done) {
        var left = difference();
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            for (var mending : left) {
                ask.run(mending.statement());
                done.accept("ended: " + mending.what());
            }
            left = difference();
        }
        return left;
    }

    Optional<Remains> remains() {
        var name = role.service().value();
        if (ask.list("SELECT 1 FROM pg_roles WHERE rolname = ? AND NOT rolsuper", name).isEmpty())
            return Optional.empty();
        var tables = ask.list("SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY 1", role.schema());
        return Optional.of(new Remains(name, role.schema(), tables,
                "DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s;".formatted(role.name())));
    }
}
