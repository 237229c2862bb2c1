package dev.gatehouse.authorization;

import java.util.List;
import java.util.stream.Collectors;

/** Whether a service may do something with a topic, and why. Absent means no: there is no third answer. */
public sealed interface Decision {
    /**
     * It may.
     *
     * @param rule the line that says so, as one clause without a full stop
     */
    record Allowed(String rule) implements Decision {}

    /**
     * It may not.
     *
     * @param why one clause without a full stop
     * @param missing every line that would have to be written for a yes; empty when no line of any descriptor could
     */
    record Denied(String why, List<MissingLine> missing) implements Decision {
        public Denied {
            missing = List.copyOf(missing);
        }

        /** The reason, and every line to write, in one sentence without a full stop. */
        @Override
        public String toString() {
            return missing.isEmpty()
                    ? why
                    : missing.stream().map(MissingLine::toString).collect(Collectors.joining("; ", why + "; missing in ", ""));
        }
    }
}
