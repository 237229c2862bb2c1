/** The verb doctor on machines that lack something. */
@NullMarked
package dev.gatehouse.cli.doctor;

import org.jspecify.annotations.NullMarked;
