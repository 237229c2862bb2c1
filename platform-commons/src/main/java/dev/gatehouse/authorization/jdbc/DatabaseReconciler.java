package dev.gatehouse.authorization.jdbc;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.gatehouse.names.ServiceName;

/**
 * Holds one database against the services of a catalog, and mends it: for each a role that can log in and no more, a schema
 * that it owns and nobody else may enter; nothing for everybody. Rows, tables and roles of others are never touched, except
 * where they reach into a service's schema. Needs a superuser. One thread; the connection stays the caller's.
 */
public final class DatabaseReconciler {
    private static final String GRANTS = """
            SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END || ' ' || privilege_type
            """;
    private final Questions ask;
    private final List<ServiceRole> roles;
    private final Set<ServiceName> revoked;

    /** @param revoked those that nobody may log in as, whatever the catalog says */
    public DatabaseReconciler(Connection connection, Collection<ServiceName> services, Set<ServiceName> revoked) {
        this.ask = new Questions(connection);
        this.roles = services.stream().sorted().map(ServiceRole::new).toList();
        this.revoked = Set.copyOf(revoked);
    }

    /** @throws DatabaseFailedException when the database gives no answer, or says no */
    public List<Mending> difference() {
        var all = new ArrayList<Mending>();
        ofEverybody(all);
        roles.forEach(role -> of(role, all));
        return all;
    }

    /**
     * Mends what differs, each thing by itself: an apply that was cut off is gone on with by the next one.
     *
     * @param done told of each
     * @return what is left: nothing, unless somebody changes it at the same time, or somebody is revoked and a handshake does
     *         not end (see {@link #lockOut})
     */
    public List<Mending> apply(Consumer<String> done) {
        for (var mending : difference()) {
            ask.run(mending.statement());
            done.accept("mended: " + mending.what());
        }
        var left = new LinkedHashSet<Mending>();
        // Who came in while the door was being shut.
        roles.stream().filter(role -> revoked.contains(role.service()))
                .forEach(role -> left.addAll(new Lockout(ask, role).close(done)));
        left.addAll(difference());
        return List.copyOf(left);
    }

    /** What stands open to a service, whoever it is: that it can log in, and its connections. */
    public List<Mending> accessOf(ServiceName service) {
        return new Lockout(ask, new ServiceRole(service)).difference();
    }

    /**
     * Lets a service in no more, and ends its connections, whether it is in the catalog or not, and a superuser or not; only
     * the role that asks is left as it is. Its schema and its rows stay. Waits up to five seconds for the connections that are
     * in the middle of their handshake, whosever they are, since one of them may have been let in just before. Needs a
     * connection that commits each statement by itself, and PostgreSQL 18, which lists such connections.
     *
     * @param done told of each step
     * @return what is left: nothing, unless somebody changes it at the same time, or a handshake does not end
     */
    public List<Mending> lockOut(ServiceName service, Consumer<String> done) {
        return new Lockout(ask, new ServiceRole(service)).close(done);
    }

    /** What a service has left in the database, and how to drop it; nothing when there is nothing. */
    public Optional<Remains> remainsOf(ServiceName service) {
        return new Lockout(ask, new ServiceRole(service)).remains();
    }

    private void ofEverybody(List<Mending> all) {
        var database = ask.text("SELECT quote_ident(current_database())");
        if (!databaseGrants("PUBLIC").isEmpty())
            all.add(new Mending("everybody may use the database", "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(database)));
        if (!schemaGrants("public").stream().filter(grant -> grant.startsWith("PUBLIC ")).toList().isEmpty())
            all.add(new Mending("everybody may use the schema public", "REVOKE ALL ON SCHEMA public FROM PUBLIC"));
    }

    private void of(ServiceRole role, List<Mending> all) {
        var name = role.service().value();
        boolean there = !ask.list("SELECT 1 FROM pg_roles WHERE rolname = ?", name).isEmpty();
        if (there)
            attributes(role, all);
        else
            all.add(new Mending("role %s is missing".formatted(name), "CREATE ROLE %s %s".formatted(role.name(),
                    revoked.contains(role.service()) ? "NOLOGIN" : "LOGIN")));
        access(role, all);
        schema(role, all);
        settings(role, all);
    }

    private void attributes(ServiceRole role, List<Mending> all) {
        var name = role.service().value();
        if (revoked.contains(role.service()))
            all.addAll(new Lockout(ask, role).difference());
        else if (!ask.isTrue("SELECT rolcanlogin FROM pg_roles WHERE rolname = ?", name))
            all.add(new Mending("role %s cannot log in".formatted(name), "ALTER ROLE %s LOGIN".formatted(role.name())));
        ServiceRole.NEVER.forEach((column, words) -> {
            var what = "role %s %s".formatted(name, words.get(1));
            // A revoked superuser is named by the lockout already.
            if (all.stream().noneMatch(mending -> mending.what().equals(what))
                    && ask.isTrue("SELECT %s FROM pg_roles WHERE rolname = ?".formatted(column), name))
                all.add(new Mending(what, "ALTER ROLE %s %s".formatted(role.name(), words.get(0))));
        });
        if (ask.isTrue("SELECT rolpassword IS NOT NULL FROM pg_authid WHERE rolname = ?", name))
            all.add(new Mending("role %s has a password".formatted(name), "ALTER ROLE %s PASSWORD NULL".formatted(role.name())));
        for (var group : ask.list("SELECT quote_ident(pg_get_userbyid(roleid)) FROM pg_auth_members WHERE "
                + "pg_get_userbyid(member) = ?", name))
            all.add(new Mending("role %s is a member of %s".formatted(name, group),
                    "REVOKE %s FROM %s".formatted(group, role.name())));
        for (var member : ask.list("SELECT quote_ident(pg_get_userbyid(member)) FROM pg_auth_members WHERE "
                + "pg_get_userbyid(roleid) = ?", name))
            all.add(new Mending("%s can be role %s".formatted(member, name),
                    "REVOKE %s FROM %s".formatted(role.name(), member)));
    }

    private void access(ServiceRole role, List<Mending> all) {
        var name = role.service().value();
        var database = ask.text("SELECT quote_ident(current_database())");
        var grants = databaseGrants(role.name());
        if (!grants.contains("CONNECT"))
            all.add(new Mending("role %s may not connect".formatted(name),
                    "GRANT CONNECT ON DATABASE %s TO %s".formatted(database, role.name())));
        for (var more : grants)
            if (!more.equals("CONNECT"))
                all.add(new Mending("role %s has %s on the database".formatted(name, more),
                        "REVOKE %s ON DATABASE %s FROM %s".formatted(more, database, role.name())));
    }

    private void schema(ServiceRole role, List<Mending> all) {
        var schema = ServiceRole.quoted(role.schema());
        var owner = ask.list("SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = ?", role.schema());
        if (owner.isEmpty()) {
            all.add(new Mending("schema %s is missing".formatted(role.schema()),
                    "CREATE SCHEMA %s AUTHORIZATION %s".formatted(schema, role.name())));
            return;
        }
        if (!owner.getFirst().equals(role.service().value()))
            all.add(new Mending("schema %s belongs to %s".formatted(role.schema(), owner.getFirst()),
                    "ALTER SCHEMA %s OWNER TO %s".formatted(schema, role.name())));
        for (var grant : schemaGrants(role.schema())) {
            var grantee = grant.substring(0, grant.lastIndexOf(' '));
            var privilege = grant.substring(grant.lastIndexOf(' ') + 1);
            if (!grantee.equals(quotedByServer(role.service().value())) && !grantee.equals(quotedByServer(owner.getFirst())))
                all.add(new Mending("%s has %s on schema %s".formatted(grantee, privilege, role.schema()),
                        "REVOKE %s ON SCHEMA %s FROM %s".formatted(privilege, schema, grantee)));
        }
    }

    private void settings(ServiceRole role, List<Mending> all) {
        var now = ask.list("""
                SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
                WHERE d.datname = current_database() AND pg_get_userbyid(s.setrole) = ?""", role.service().value());
        var wanted = new TreeMap<>(role.settings());
        wanted.put("search_path", quotedByServer(role.schema()));
        wanted.forEach((setting, value) -> {
            if (!now.contains(setting + "=" + value))
                all.add(new Mending("role %s has another %s than %s".formatted(role.service(), setting, value),
                        "ALTER ROLE %s IN DATABASE %s SET %s = %s".formatted(role.name(),
                                ask.text("SELECT quote_ident(current_database())"), setting,
                                setting.equals("search_path") ? value : "'" + value + "'")));
        });
    }

    /** Privileges that were given to a role by name, without those of everybody. */
    private List<String> databaseGrants(String grantee) {
        var given = GRANTS + "FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) "
                + "WHERE datname = current_database()";
        var prefix = (grantee.equals("PUBLIC") ? grantee : quotedByServer(grantee.substring(1, grantee.length() - 1))) + " ";
        return ask.list(given).stream().filter(grant -> grant.startsWith(prefix))
                .map(grant -> grant.substring(prefix.length())).toList();
    }

    private List<String> schemaGrants(String schema) {
        return ask.list(GRANTS + "FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) WHERE nspname = ?",
                schema);
    }

    /** Only where it must be. */
    private String quotedByServer(String name) {
        return ask.text("SELECT quote_ident(?)", name);
    }
}
