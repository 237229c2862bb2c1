package dev.gatehouse.demo.issuer;

import java.net.URI;
import java.util.List;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.web.NimbusJwkSetEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * The filters of Spring Authorization Server, put together by hand: its configurer would open a dozen endpoints, and its container
 * of beans would cost the launcher seconds. Two chains answer; the third is for everything else.
 */
final class Endpoints {
    static final String TOKEN = "/oauth2/token";
    static final String KEYS = "/oauth2/jwks";

    private Endpoints() {}

    static FilterChainProxy of(URI issuer, JWKSet keys, List<RegisteredClient> clients, TokenFormat format) {
        var source = new ImmutableJWKSet<SecurityContext>(keys);
        var matchers = PathPatternRequestMatcher.withDefaults();
        var token = matchers.matcher(HttpMethod.POST, TOKEN);
        var headers = new HeaderWriterFilter(
                List.of(new CacheControlHeadersWriter(), new XContentTypeOptionsHeaderWriter(), new HstsHeaderWriter()));

        var client = new OAuth2ClientAuthenticationFilter(clientSecrets(clients), token);
        client.setAuthenticationConverter(new ClientSecretBasicAuthenticationConverter());
        var grant = new OAuth2TokenEndpointFilter(clientCredentials(source, format), TOKEN);
        grant.setAuthenticationConverter(new OAuth2ClientCredentialsAuthenticationConverter());

        var proxy = new FilterChainProxy(List.of(
                new DefaultSecurityFilterChain(token, headers, new IssuerContextFilter(issuer), client, new KnownClientsOnly(),
                        grant),
                new DefaultSecurityFilterChain(matchers.matcher(HttpMethod.GET, KEYS), headers,
                        new NimbusJwkSetEndpointFilter(source, KEYS)),
                new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, List.<Filter>of(headers, new NothingHere()))));
        proxy.setRequestRejectedHandler(new HttpStatusRequestRejectedHandler());
        return proxy;
    }

    private static AuthenticationManager clientSecrets(List<RegisteredClient> clients) {
        var provider = new ClientSecretAuthenticationProvider(new InMemoryRegisteredClientRepository(clients), new NothingKept());
        provider.setPasswordEncoder(new Secrets());
        return new ProviderManager(provider);
    }

    private static AuthenticationManager clientCredentials(ImmutableJWKSet<SecurityContext> keys, TokenFormat format) {
        var generator = new JwtGenerator(new NimbusJwtEncoder(keys));
        generator.setJwtCustomizer(format);
        return new ProviderManager(new OAuth2ClientCredentialsAuthenticationProvider(new NothingKept(), generator));
    }
}
