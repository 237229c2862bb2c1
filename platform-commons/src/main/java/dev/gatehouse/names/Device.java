package dev.gatehouse.names;

import java.security.Principal;

/** Who a device is, proven by its client certificate: CN and OU, never anything from a message. */
public record Device(DeviceId id, BlockName block) implements Principal {
    @Override
    public String getName() {
        return id.value();
    }
}
