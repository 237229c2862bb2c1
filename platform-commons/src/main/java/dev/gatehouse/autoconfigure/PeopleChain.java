package dev.gatehouse.autoconfigure;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

import dev.gatehouse.tokens.AccessTokens;

/**
 * What is peculiar to an API port for people: an access token of the one issuer, in the one header. The filter is the framework's;
 * its configurer is not used, as that also opens an endpoint with metadata, and answers 500 when the issuer is away.
 */
record PeopleChain(AccessTokens tokens) {
    void applyTo(HttpSecurity http) {
        var refused = new RefusedTokens();
        var filter = new BearerTokenAuthenticationFilter(new TokenAuthentication(tokens), new AuthorizationHeader());
        filter.setAuthenticationEntryPoint(refused);
        // Answers are data: should a browser ever take one for a page, it may load and frame nothing, and tells nobody of the address.
        http.headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .exceptionHandling(e -> e.authenticationEntryPoint(refused))
                .addFilterAt(filter, AbstractPreAuthenticatedProcessingFilter.class);
    }
}
