/**
 * The envelope: sealing sessions, grants, and the verdicts of a reader, without Kafka and without Spring.
 * {@code docs/envelope.md} specifies the bytes and says what is promised and what is not.
 */
@NullMarked
package dev.gatehouse.sealing;

import org.jspecify.annotations.NullMarked;
