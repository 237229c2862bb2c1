/** The verb doctor: whether a machine has what Gatehouse needs. */
@NullMarked
package dev.gatehouse.cli.doctor;

import org.jspecify.annotations.NullMarked;
