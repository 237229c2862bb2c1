package dev.gatehouse.cli.doctor;

import java.util.Optional;
import java.util.OptionalLong;

/** What can be learned about the machine. */
interface Machine {
    /** Feature release of the Java that runs this, such as 25. */
    int java();

    /** Version of the Maven on the PATH; empty when there is none, or it does not say. */
    Optional<String> maven();

    boolean hasTool(String name);

    /** Whether this runs as the user that may do everything. */
    boolean isRoot();

    /** Whether nothing listens on that port of this machine. */
    boolean isFree(int port);

    /** Memory that a new process could have, in bytes. */
    OptionalLong memory();

    /** Room where the demo keeps its data, in bytes. */
    OptionalLong disk();
}
