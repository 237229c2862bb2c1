package dev.gatehouse.demo.issuer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Gives access tokens to the demo's residents, each by a secret of this run, and publishes the key that signs them, which is made
 * at the start and exists in memory alone. Safe for many threads.
 */
public final class Issuer implements AutoCloseable {
    static final Duration LIFE = Duration.ofMinutes(5);

    private final IssuerSettings settings;
    private final List<ResidentClient> clients;
    private final IssuerServer server;

    private Issuer(IssuerSettings settings, List<ResidentClient> clients, IssuerServer server) {
        this.settings = settings;
        this.clients = clients;
        this.server = server;
    }

    /** Returns when it answers. */
    public static Issuer start(IssuerSettings settings, IssuerCertificate certificate) {
        var clients = settings.residents().stream().map(r -> new ResidentClient(r, r.clientId(), Secrets.next())).toList();
        Map<String, Resident> residents = settings.residents().stream()
                .collect(Collectors.toUnmodifiableMap(Resident::clientId, Function.identity()));
        var endpoints = Endpoints.of(settings.url(), signingKey(), clients.stream().map(Issuer::registered).toList(),
                new TokenFormat(settings.audience(), residents));
        return new Issuer(settings, clients, IssuerServer.start(settings.address(), settings.port(), certificate, endpoints));
    }

    /** What tokens call their issuer. */
    public URI url() {
        return settings.url();
    }

    /** Where residents ask for tokens: POST, {@code grant_type=client_credentials}. */
    public URI tokenEndpoint() {
        return settings.url().resolve(Endpoints.TOKEN);
    }

    /** Where the public keys are. */
    public URI keySet() {
        return settings.url().resolve(Endpoints.KEYS);
    }

    /** One for each resident, in the order of the settings. */
    public List<ResidentClient> clients() {
        return clients;
    }

    /** Shows another certificate from the next connection on; open ones go on. */
    public void replaceCertificate(IssuerCertificate next) {
        server.replaceCertificate(next);
    }

    @Override
    public void close() {
        server.close();
    }

    private static JWKSet signingKey() {
        try {
            return new JWKSet(new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true).generate());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("the JDK makes no key on P-256", impossible);
        }
    }

    private static RegisteredClient registered(ResidentClient client) {
        return RegisteredClient.withId(UUID.randomUUID().toString()).clientId(client.id())
                .clientSecret(new Secrets().encode(client.secret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(LIFE).build()).build();
    }
}
