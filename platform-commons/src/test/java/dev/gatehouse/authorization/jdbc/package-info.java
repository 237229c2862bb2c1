/** Tests of roles and schemas on a real database. */
@NullMarked
package dev.gatehouse.authorization.jdbc;

import org.jspecify.annotations.NullMarked;
