package dev.gatehouse.autoconfigure;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

import dev.gatehouse.names.Person;
import dev.gatehouse.tokens.AccessTokens;
import dev.gatehouse.tokens.TokenVerdict;

/** Makes the person whom an access token names the caller of the request. The token itself is not kept. */
record TokenAuthentication(AccessTokens tokens) implements AuthenticationManagerResolver<HttpServletRequest> {
    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        return shown -> switch (tokens.judge(((BearerTokenAuthenticationToken) shown).getToken())) {
            case TokenVerdict.Accepted(var person) -> admit(request, person);
            case TokenVerdict.Refused refused -> throw new RefusedTokenException(refused);
        };
    }

    private static Authentication admit(HttpServletRequest request, Person person) {
        Refusal.subject(request, person.getName());
        return new PreAuthenticatedAuthenticationToken(person, "", AuthorityUtils.createAuthorityList("ROLE_" + Roles.PERSON));
    }
}
