package dev.gatehouse.autoconfigure;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

import dev.gatehouse.tokens.TokenFault;
import dev.gatehouse.tokens.TokenVerdict;

/** Carries a refusal through the filter for bearer tokens to {@link RefusedTokens}. */
final class RefusedTokenException extends OAuth2AuthenticationException {
    private static final long serialVersionUID = 1;

    private final TokenFault fault;
    private final String reason;

    RefusedTokenException(TokenVerdict.Refused refused) {
        super(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));
        this.fault = refused.fault();
        this.reason = refused.reason();
    }

    TokenFault fault() {
        return fault;
    }

    String reason() {
        return reason;
    }
}
