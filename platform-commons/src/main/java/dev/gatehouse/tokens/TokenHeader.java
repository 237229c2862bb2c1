package dev.gatehouse.tokens;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.node.ObjectNode;

import dev.gatehouse.tokens.TokenVerdict.Refused;

/**
 * The JOSE header (RFC 7515 §4) of an access token. It chooses among what is known and never brings anything: neither a key nor
 * the place of one ({@code jwk}, {@code jku}, {@code x5u}, {@code x5c}), nor a rule of its own ({@code crit}).
 */
sealed interface TokenHeader {
    Set<String> UNDERSTOOD = Set.of("alg", "typ", "kid");
    /** Thumbprints of a certificate (RFC 7515 §4.1.7, §4.1.8), which many issuers add: never looked at, and they lead nowhere. */
    Set<String> IGNORED = Set.of("x5t", "x5t#S256");
    /** RFC 9068 §4; media types know no case. */
    Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

    /** @param keyId only ever compared with the ids that the issuer publishes */
    record Understood(Algorithm algorithm, String keyId) implements TokenHeader {}

    record NotUnderstood(Refused refused) implements TokenHeader {}

    static TokenHeader of(ObjectNode header) {
        var algorithm = text(header, "alg").flatMap(Algorithm::of);
        if (algorithm.isEmpty())
            return refused(TokenFault.WRONG_ALGORITHM, "alg is none of those that are understood");
        if (text(header, "typ").filter(typ -> TYPES.contains(typ.toLowerCase(Locale.ROOT))).isEmpty())
            return refused(TokenFault.WRONG_TYPE, "typ is not at+jwt");
        if (!header.propertyNames().stream().allMatch(name -> UNDERSTOOD.contains(name) || IGNORED.contains(name)))
            return refused(TokenFault.HEADER_NOT_UNDERSTOOD, "there is more in the header than alg, typ and kid");
        return text(header, "kid").<TokenHeader>map(id -> new Understood(algorithm.get(), id))
                .orElseGet(() -> refused(TokenFault.HEADER_NOT_UNDERSTOOD, "there is no kid"));
    }

    private static NotUnderstood refused(TokenFault fault, String reason) {
        return new NotUnderstood(new Refused(fault, reason));
    }

    private static Optional<String> text(ObjectNode header, String member) {
        return header.path(member).stringValueOpt();
    }
}
