/** The contracts of all services in the data folder of a platform on one machine. */
@NullMarked
package dev.gatehouse.authorization.local;

import org.jspecify.annotations.NullMarked;
