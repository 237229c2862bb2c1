package dev.gatehouse.tokens;

import dev.gatehouse.names.Person;

/** What became of an access token. */
public sealed interface TokenVerdict {
    /** Everything about it is right. */
    record Accepted(Person person) implements TokenVerdict {}

    /** @param reason a few fixed words for the operator, never anything out of the token */
    record Refused(TokenFault fault, String reason) implements TokenVerdict {}
}
