package dev.gatehouse.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Person;
import dev.gatehouse.names.PersonId;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.tokens.TokenVerdict.Accepted;
import dev.gatehouse.tokens.TokenVerdict.Refused;

/** What a token whose signature holds must say (RFC 7519 §4.1, RFC 9068 §4), to whom and until when. */
record TokenClaims(String issuer, ServiceName audience) {
    /** By how much the issuer's clock may differ from ours. */
    static final Duration SKEW = Duration.ofSeconds(30);

    TokenVerdict judge(ObjectNode claims, Instant now) {
        if (claims.path("iss").stringValueOpt().filter(issuer::equals).isEmpty())
            return new Refused(TokenFault.WRONG_ISSUER, "iss is not the configured issuer");
        if (!isForUs(claims.path("aud")))
            return new Refused(TokenFault.WRONG_AUDIENCE, "aud does not name this service");
        // It would be good in certain hands only, and nobody here looks whose they are (RFC 9449 §7.1, RFC 8705 §3).
        if (claims.has("cnf"))
            return new Refused(TokenFault.BAD_CLAIMS, "it is bound to a key that was not shown");
        return untimely(claims, now).<TokenVerdict>map(refused -> refused).orElseGet(() -> person(claims));
    }

    private boolean isForUs(JsonNode audiences) {
        if (!audiences.isArray())
            return isOurName(audiences);
        return audiences.valueStream().allMatch(JsonNode::isString) && audiences.valueStream().anyMatch(this::isOurName);
    }

    private boolean isOurName(JsonNode name) {
        return name.stringValueOpt().filter(audience.value()::equals).isPresent();
    }

    private static Optional<Refused> untimely(ObjectNode claims, Instant now) {
        for (var claim : new String[]{"exp", "nbf", "iat"})
            if (claims.has(claim) ? instant(claims, claim).isEmpty() : claim.equals("exp"))
                return Optional.of(new Refused(TokenFault.BAD_CLAIMS, claim + " is not a number of seconds"));
        if (instant(claims, "exp").filter(end -> now.isBefore(end.plus(SKEW))).isEmpty())
            return Optional.of(new Refused(TokenFault.TOKEN_EXPIRED, "exp is over"));
        for (var claim : new String[]{"nbf", "iat"})
            if (instant(claims, claim).filter(begin -> now.isBefore(begin.minus(SKEW))).isPresent())
                return Optional.of(new Refused(TokenFault.TOKEN_NOT_YET_VALID, claim + " is yet to come"));
        return Optional.empty();
    }

    /** Whole seconds (NumericDate without the fraction that RFC 7519 §2 also allows); up to the year 5138, which overflows nothing. */
    private static Optional<Instant> instant(ObjectNode claims, String claim) {
        var number = claims.path(claim);
        if (!number.isIntegralNumber() || !number.canConvertToLong())
            return Optional.empty();
        var seconds = number.longValue();
        return seconds < 0 || seconds > 100_000_000_000L ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private static TokenVerdict person(ObjectNode claims) {
        var subject = claims.path("sub").stringValueOpt();
        var block = claims.path("block").stringValueOpt();
        if (subject.isEmpty() || block.isEmpty())
            return new Refused(TokenFault.BAD_CLAIMS, "sub and block are not both texts");
        try {
            return new Accepted(new Person(new PersonId(subject.get()), new BlockName(block.get())));
        } catch (IllegalArgumentException illegal) {
            // Its message quotes the value, which has no place in the audit.
            return new Refused(TokenFault.BAD_CLAIMS, "sub or block is not a legal name");
        }
    }
}
