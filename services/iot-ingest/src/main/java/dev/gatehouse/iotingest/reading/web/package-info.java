/** Readings over HTTPS, single or in batches. */
@NullMarked
package dev.gatehouse.iotingest.reading.web;

import org.jspecify.annotations.NullMarked;
