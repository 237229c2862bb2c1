package dev.gatehouse.authorization.jdbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.gatehouse.names.ServiceName;

/**
 * A service as a role of the database. It can log in by its certificate, own its schema, and do nothing else; and it cannot
 * hold up others for long: an open transaction keeps every relay of the server waiting.
 */
record ServiceRole(ServiceName service) {
    /** As the catalog table names them (PostgreSQL manual, pg_authid), with the word that sets and the word that clears. */
    static final Map<String, List<String>> NEVER = new TreeMap<>(Map.of("rolsuper", List.of("NOSUPERUSER", "is a superuser"),
            "rolcreatedb", List.of("NOCREATEDB", "may make databases"), "rolcreaterole",
            List.of("NOCREATEROLE", "may make roles"), "rolreplication", List.of("NOREPLICATION", "may copy the whole server"),
            "rolbypassrls", List.of("NOBYPASSRLS", "goes round row security")));

    /** Quoted: a service's name has hyphens. */
    String name() {
        return quoted(service.value());
    }

    /** The schema's name, unquoted. */
    String schema() {
        return service.value().replace('-', '_');
    }

    /** In this database, for each of its sessions, beside its search path. */
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("transaction_timeout", "30s");
        settings.put("idle_in_transaction_session_timeout", "30s");
        settings.put("lock_timeout", "5s");
        return settings;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
