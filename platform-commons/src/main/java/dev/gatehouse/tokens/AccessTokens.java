package dev.gatehouse.tokens;

import java.security.PublicKey;
import java.text.ParseException;
import java.time.InstantSource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;

import dev.gatehouse.names.ServiceName;
import dev.gatehouse.tokens.TokenVerdict.Refused;

/**
 * Judges access tokens (RFC 9068) of one issuer for one service. The signature comes first; no claim is looked at before it
 * holds. Thread-safe.
 */
public final class AccessTokens {
    private final TokenClaims expected;
    private final IssuerKeys keys;
    private final InstantSource time;

    /** @param issuer exactly what {@code iss} must say */
    public AccessTokens(String issuer, ServiceName audience, KeySetSource keys, InstantSource time) {
        this.expected = new TokenClaims(issuer, audience);
        this.keys = new IssuerKeys(keys, time);
        this.time = time;
    }

    /** @param text anything that somebody claims to be a token */
    public TokenVerdict judge(String text) {
        var token = CompactToken.parse(text);
        if (token.isEmpty())
            return malformed();
        return switch (TokenHeader.of(token.get().header())) {
            case TokenHeader.NotUnderstood(var refused) -> refused;
            case TokenHeader.Understood header -> judge(token.get(), header);
        };
    }

    /** Of the issuer, without asking it. */
    public IssuerState issuer() {
        return keys.state();
    }

    private TokenVerdict judge(CompactToken token, TokenHeader.Understood header) {
        return switch (keys.find(header.keyId())) {
            case IssuerKeys.Answer.Unreachable(var why) ->
                new Refused(TokenFault.ISSUER_UNREACHABLE, "its keys cannot be read: " + why);
            case IssuerKeys.Answer.Unknown() -> new Refused(TokenFault.UNKNOWN_KEY, "the issuer has no key of this kid");
            case IssuerKeys.Answer.Found(var jwk) -> header.algorithm().key(jwk).map(key -> {
                if (!holds(token, header.algorithm(), key))
                    return new Refused(TokenFault.BAD_SIGNATURE, "the signature does not hold");
                return token.claims().map(claims -> expected.judge(claims, time.instant())).orElseGet(AccessTokens::malformed);
            }).orElseGet(() -> new Refused(TokenFault.UNUSABLE_KEY, "the issuer's key of this kid does not fit alg"));
        };
    }

    private static boolean holds(CompactToken token, Algorithm algorithm, PublicKey key) {
        try {
            return JWSObject.parse(token.text()).verify(algorithm.verifier(key));
        } catch (ParseException | JOSEException notVerifiable) {
            return false;
        }
    }

    private static TokenVerdict malformed() {
        return new Refused(TokenFault.MALFORMED_TOKEN, "it is not a signed token that says everything once");
    }
}
