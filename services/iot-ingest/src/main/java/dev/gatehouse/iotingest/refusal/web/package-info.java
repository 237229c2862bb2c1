/** Refusals as problem details over HTTP (RFC 9457). */
@NullMarked
package dev.gatehouse.iotingest.refusal.web;

import org.jspecify.annotations.NullMarked;
