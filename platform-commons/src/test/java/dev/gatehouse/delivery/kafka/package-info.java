/** Tests of direct sends. */
@NullMarked
package dev.gatehouse.delivery.kafka;

import org.jspecify.annotations.NullMarked;
