/** What each service may do in the database: a role, a schema of its own, and nothing else. */
@NullMarked
package dev.gatehouse.authorization.jdbc;

import org.jspecify.annotations.NullMarked;
