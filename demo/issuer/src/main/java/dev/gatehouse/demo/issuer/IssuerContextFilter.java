package dev.gatehouse.demo.issuer;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the authorization server who it is: always the same, never what a Host header says. */
final class IssuerContextFilter extends OncePerRequestFilter {
    private final AuthorizationServerContext context;

    IssuerContextFilter(URI issuer) {
        var settings = AuthorizationServerSettings.builder().issuer(issuer.toString()).tokenEndpoint(Endpoints.TOKEN)
                .jwkSetEndpoint(Endpoints.KEYS).build();
        this.context = new AuthorizationServerContext() {
            @Override
            public String getIssuer() {
                return issuer.toString();
            }

            @Override
            public AuthorizationServerSettings getAuthorizationServerSettings() {
                return settings;
            }
        };
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AuthorizationServerContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            AuthorizationServerContextHolder.resetContext();
        }
    }
}
