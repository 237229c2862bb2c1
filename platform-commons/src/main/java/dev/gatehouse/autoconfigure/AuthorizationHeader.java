package dev.gatehouse.autoconfigure;

import java.util.Collections;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

import dev.gatehouse.tokens.TokenFault;
import dev.gatehouse.tokens.TokenVerdict;

/**
 * The only way in for a token: one Authorization header (RFC 6750 §2.1). A token in a query, a form or a cookie is not looked
 * at; it would end up in logs and histories, or be sent by a browser of its own accord.
 */
final class AuthorizationHeader implements AuthenticationConverter {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+)");

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty())
            return null;
        var bearer = BEARER.matcher(headers.getFirst());
        if (headers.size() != 1 || !bearer.matches())
            throw new RefusedTokenException(new TokenVerdict.Refused(TokenFault.UNCLEAR_AUTHORIZATION,
                    "%d Authorization headers, and the first is %s".formatted(headers.size(),
                            bearer.matches() ? "a bearer token" : "no bearer token")));
        return new BearerTokenAuthenticationToken(bearer.group(1));
    }
}
