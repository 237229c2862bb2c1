/** Grants on Kafka, and the serializer that lets nothing unsealed or undeclared leave a producer. */
@NullMarked
package dev.gatehouse.sealing.kafka;

import org.jspecify.annotations.NullMarked;
