/** Events on Kafka: direct sends, the listener, and quarantine. */
@NullMarked
package dev.gatehouse.delivery.kafka;

import org.jspecify.annotations.NullMarked;
