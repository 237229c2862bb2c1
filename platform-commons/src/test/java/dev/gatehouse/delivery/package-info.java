/** Tests of what is delivered: kinds of events, payloads, attributes. */
@NullMarked
package dev.gatehouse.delivery;

import org.jspecify.annotations.NullMarked;
