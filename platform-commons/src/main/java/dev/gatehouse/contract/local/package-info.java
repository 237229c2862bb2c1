/** Contracts as files beside a service's identity, for platforms that live on one machine. */
@NullMarked
package dev.gatehouse.contract.local;

import org.jspecify.annotations.NullMarked;
