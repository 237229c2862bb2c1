/** Tests of grants on Kafka and of the producer's last door. */
@NullMarked
package dev.gatehouse.sealing.kafka;

import org.jspecify.annotations.NullMarked;
