package dev.gatehouse.names;

import java.security.Principal;

/** Who a person is and in which block the person lives, as a token of the trusted issuer says; never anything from a message. */
public record Person(PersonId id, BlockName block) implements Principal {
    @Override
    public String getName() {
        return id.value();
    }
}
