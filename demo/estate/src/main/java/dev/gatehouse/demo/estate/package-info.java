/** The world around the services on one machine: certificate authorities, a broker, guarded processes, free ports. */
@NullMarked
package dev.gatehouse.demo.estate;

import org.jspecify.annotations.NullMarked;
