package dev.gatehouse.autoconfigure;

import java.util.List;

/** Whom a certificate makes its holder. */
sealed interface Caller {
    /**
     * A caller that the platform knows.
     *
     * @param principal a {@link dev.gatehouse.names.Device} or a {@link dev.gatehouse.names.ServiceName}
     */
    record Admitted(Object principal, List<String> roles) implements Caller {}

    /**
     * Nobody whom we know.
     *
     * @param reason for the operator
     */
    record Refused(WebRefusal code, String reason) implements Caller {}
}
