/** The command {@code gatehouse}: finds its subcommands, and turns what they throw into an exit code and three lines. */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
