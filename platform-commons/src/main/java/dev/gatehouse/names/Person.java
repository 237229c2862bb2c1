package dev.gatehouse.names;

import java.security.Principal;

/** Who calls a people's API, proven by an access token: its {@code sub} and {@code block}, never anything from a message. */
public record Person(PersonId id, BlockName block) implements Principal {
    @Override
    public String getName() {
        return id.value();
    }
}
