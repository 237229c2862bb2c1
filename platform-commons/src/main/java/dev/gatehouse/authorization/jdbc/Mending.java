package dev.gatehouse.authorization.jdbc;

/**
 * One thing in the database that is not as it should be.
 *
 * @param what for people
 * @param statement SQL that mends it
 */
public record Mending(String what, String statement) {}
