package dev.gatehouse.authorization.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a role is kept out: it cannot log in, and has no connection from before. A certificate counts at the handshake only, and
 * so does the right to log in. That a role was made a superuser lets nobody off; whoever asks is the only one who is never
 * kept out. One that was in the middle of its handshake is waited for, since it may have been let in just before, and then
 * ended; PostgreSQL lists such ones from version 18 on.
 */
record Lockout(Questions ask, ServiceRole role) {
    /** For whoever is a superuser: it may have let itself in again before its connections were ended. */
    private static final int ROUNDS = 3;
    /** Five seconds, in pauses of {@link #PAUSE}. */
    private static final int PAUSES = 100;
    private static final String PAUSE = "SELECT pg_sleep(0.05)";
    private static final String SUPER = "SELECT rolsuper FROM pg_authid WHERE rolname = ? AND rolname <> current_user";
    private static final String MAY = "SELECT rolcanlogin FROM pg_authid WHERE rolname = ? AND rolname <> current_user";
    private static final String SESSIONS = """
            SELECT count(*) FROM pg_stat_activity s JOIN pg_authid r ON r.oid = s.usesysid
            WHERE r.rolname = ? AND r.rolname <> current_user""";
    /** Waits up to five seconds for each to be gone. */
    private static final String END = """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity s JOIN pg_authid r ON r.oid = s.usesysid
            WHERE r.rolname = '%s' AND r.rolname <> current_user""";
    /** Listed before their right to log in is looked up, and without a role until all is settled. A pid is used again. */
    private static final String ARRIVING = """
            SELECT pid || ' since ' || backend_start FROM pg_stat_activity
            WHERE usesysid IS NULL AND backend_type IN ('client backend', 'walsender')""";
    private static final String END_ARRIVING = """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE usesysid IS NULL AND backend_type IN ('client backend', 'walsender')""";

    /** In the order in which it is to be mended: whoever was thrown out first would come back. */
    List<Mending> difference() {
        var name = role.service().value();
        var all = new ArrayList<Mending>();
        if (ask.isTrue(SUPER, name))
            all.add(new Mending("role %s is a superuser".formatted(name),
                    "ALTER ROLE %s NOSUPERUSER NOLOGIN".formatted(role.name())));
        if (ask.isTrue(MAY, name))
            all.add(new Mending("role %s can log in".formatted(name), "ALTER ROLE %s NOLOGIN".formatted(role.name())));
        var sessions = ask.text(SESSIONS, name);
        if (!sessions.equals("0"))
            all.add(new Mending("role %s has %s connections".formatted(name, sessions), END.formatted(name)));
        return all;
    }

    /** @return what is left, with the handshakes that did not end: whose they are is told by nobody, so they are not ended here */
    List<Mending> close(Consumer<String> done) {
        mend(difference(), done);
        var arriving = stillArriving();
        var left = difference();
        for (int round = 1; round < ROUNDS && !left.isEmpty(); round++) {
            mend(left, done);
            left = difference();
        }
        if (arriving > 0)
            left.add(new Mending("%d connections are in the middle of their handshake".formatted(arriving), END_ARRIVING));
        return left;
    }

    private void mend(List<Mending> differences, Consumer<String> done) {
        for (var mending : differences) {
            ask.run(mending.statement());
            done.accept("ended: " + mending.what());
        }
    }

    /** Of those that are at it now; whoever comes later is refused. Each question is a transaction, as the list stays the same in one. */
    private int stillArriving() {
        var arriving = ask.list(ARRIVING);
        for (int pause = 0; pause < PAUSES && !arriving.isEmpty(); pause++) {
            ask.list(PAUSE);
            arriving.retainAll(ask.list(ARRIVING));
        }
        return arriving.size();
    }

    Optional<Remains> remains() {
        var name = role.service().value();
        if (ask.list("SELECT 1 FROM pg_authid WHERE rolname = ? AND rolname <> current_user", name).isEmpty())
            return Optional.empty();
        var tables = ask.list("SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY 1", role.schema());
        return Optional.of(new Remains(name, role.schema(), tables,
                "DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s;".formatted(role.name())));
    }
}
