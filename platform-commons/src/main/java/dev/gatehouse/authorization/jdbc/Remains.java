package dev.gatehouse.authorization.jdbc;

import java.util.List;

/**
 * What a service that is gone has left in a database.
 *
 * @param role that cannot log in any more
 * @param tables in the schema, with their rows
 * @param drop SQL that drops role, schema and rows, for a superuser to run who means it
 */
public record Remains(String role, String schema, List<String> tables, String drop) {}
