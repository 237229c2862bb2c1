package dev.gatehouse.demo.issuer;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.FreePorts;
import dev.gatehouse.demo.estate.PortBlock;
import dev.gatehouse.demo.estate.Validity;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Person;
import dev.gatehouse.names.PersonId;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.tokens.AccessTokens;
import dev.gatehouse.tokens.KeySetOverHttps;
import dev.gatehouse.tokens.TokenVerdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CertificateAuthority authority = CertificateAuthority.create("platform",
            Validity.of(Duration.ofHours(1), Instant.now()));
    private final Visitor visitor = new Visitor(authority.certificatePem());
    private final PortBlock ports = FreePorts.claim(19_700, 10, 50);
    private Issuer issuer;

    @BeforeAll
    void start() {
        issuer = Issuer.start(IssuerSettings.local(ports.port(0), "user-actions",
                List.of(new Resident("ada", "block-a"), new Resident("ben", "block-b"))), certificate());
    }

    @AfterAll
    void stop() {
        issuer.close();
        ports.close();
    }

    @Test
    void givesEachResidentATokenThatTheServiceAccepts() throws Exception {
        var service = new AccessTokens(issuer.url().toString(), new ServiceName("user-actions"),
                new KeySetOverHttps(issuer.keySet(), () -> visitor.tls), InstantSource.system());

        for (var client : issuer.clients()) {
            var answer = visitor.askForToken(issuer, client.id(), client.secret());
            assertThat(answer.headers().firstValue("cache-control").orElseThrow()).contains("no-store");
            assertThat(service.judge(JSON.readTree(answer.body()).get("access_token").asString()))
                    .isEqualTo(new TokenVerdict.Accepted(new Person(new PersonId("resident-" + client.resident().name()),
                            new BlockName(client.resident().block()))));
        }
    }

    @Test
    void writesTokensAsTheStandardForAccessTokensAsks() throws Exception {
        var token = token(issuer.clients().getFirst()).split("\\.", -1);
        var header = decoded(token[0]);
        var claims = decoded(token[1]);

        assertThat(header.propertyNames()).containsExactlyInAnyOrder("alg", "typ", "kid");
        assertThat(header.get("typ").asString()).isEqualTo("at+jwt");
        assertThat(header.get("alg").asString()).isEqualTo("ES256");
        assertThat(claims.propertyNames()).contains("iss", "aud", "sub", "client_id", "iat", "exp", "jti", "block");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
    }

    @Test
    void publishesThePublicKeyAlone() throws Exception {
        var keys = JSON.readTree(visitor.send(HttpRequest.newBuilder(issuer.keySet())).body()).get("keys");

        assertThat(keys).hasSize(1);
        assertThat(keys.get(0).propertyNames()).containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "use", "alg");
    }

    Stream<String> strangers() {
        var ada = issuer.clients().getFirst();
        var ben = issuer.clients().getLast();
        return Stream.of(Visitor.basic(ada.id(), "wrong"), Visitor.basic(ada.id(), ""), Visitor.basic(ada.id(), ben.secret()),
                Visitor.basic("resident-eve", ada.secret()), Visitor.basic("", ""), Visitor.basic(ada.id(), ada.secret() + "A"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void refusesWhoeverDoesNotKnowTheSecret(String authorization) throws Exception {
        var answer = visitor.ask(issuer.tokenEndpoint(), authorization, "grant_type=client_credentials");

        assertThat(answer.statusCode()).isBetween(400, 401);
        assertThat(answer.body()).doesNotContain("access_token", "eve", "secret");
    }

    @Test
    void answersAWrongSecretWith401() throws Exception {
        assertThat(visitor.askForToken(issuer, "resident-ada", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void takesASecretInTheOneHeaderOnly() throws Exception {
        var ada = issuer.clients().getFirst();
        var secret = "client_id=%s&client_secret=%s".formatted(ada.id(), ada.secret());

        assertThat(post(issuer.tokenEndpoint(), "grant_type=client_credentials&" + secret).statusCode()).isEqualTo(401);
        assertThat(post(URI.create(issuer.tokenEndpoint() + "?" + secret), "grant_type=client_credentials").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type=password&username=ada&password=a", "grant_type=authorization_code&code=a",
            "grant_type=refresh_token&refresh_token=a", "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=a",
            "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=a", "",
            "grant_type=client_credentials&grant_type=client_credentials", "grant_type=client_credentials&scope=admin"})
    void knowsOneGrantOnly(String form) throws Exception {
        var ada = issuer.clients().getFirst();
        var answer = visitor.ask(issuer.tokenEndpoint(), Visitor.basic(ada.id(), ada.secret()), form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/oauth2/authorize", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par",
            "/oauth2/device_authorization", "/oauth2/device_verification", "/oauth2/register", "/connect/register", "/userinfo",
            "/connect/logout", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server",
            "/oauth2/token/", "/oauth2/jwks/x", "/error", "/actuator"})
    void hasNothingElse(String path) throws Exception {
        var ada = issuer.clients().getFirst();
        var url = issuer.url().resolve(path);

        assertThat(visitor.send(HttpRequest.newBuilder(url)).statusCode()).isEqualTo(404);
        assertThat(visitor.ask(url, Visitor.basic(ada.id(), ada.secret()), "grant_type=client_credentials").statusCode())
                .isEqualTo(404);
    }

    @Test
    void givesNoTokenForAGet() throws Exception {
        assertThat(visitor.send(HttpRequest.newBuilder(issuer.tokenEndpoint())).statusCode()).isEqualTo(404);
    }

    @Test
    void isTheSameIssuerWhateverItIsCalledBy() throws Exception {
        var ada = issuer.clients().getFirst();
        var answer = visitor.ask(URI.create("https://127.0.0.1:%d/oauth2/token".formatted(ports.port(0))),
                Visitor.basic(ada.id(), ada.secret()), "grant_type=client_credentials");
        var token = JSON.readTree(answer.body()).get("access_token").asString().split("\\.", -1);

        assertThat(decoded(token[1]).get("iss").asString()).isEqualTo(issuer.url().toString());
    }

    @Test
    void speaksNothingOlderThanTls13() throws Exception {
        try (var socket = (SSLSocket) visitor.tls.getSocketFactory().createSocket("localhost", ports.port(0))) {
            socket.setEnabledProtocols(new String[]{"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void showsAReplacedCertificateToTheNextConnectionAndTokensGoOn() throws Exception {
        var before = visitor.shown(visitor.send(HttpRequest.newBuilder(issuer.keySet())));
        var token = token(issuer.clients().getFirst());
        var next = certificate();

        issuer.replaceCertificate(next);

        var answer = visitor.send(HttpRequest.newBuilder(issuer.keySet()));
        assertThat(visitor.shown(answer)).isNotEqualTo(before);
        assertThat(answer.body()).contains(decoded(token.split("\\.", -1)[0]).get("kid").asString());
    }

    @Test
    void showsNoSecretInItsTexts() {
        assertThat(issuer.clients().toString()).doesNotContain(issuer.clients().getFirst().secret());
        assertThat(certificate().toString()).doesNotContain("PRIVATE");
    }

    private String token(ResidentClient client) throws Exception {
        var answer = visitor.askForToken(issuer, client.id(), client.secret());
        return JSON.readTree(answer.body()).get("access_token").asString();
    }

    private HttpResponse<String> post(URI url, String form) throws Exception {
        return visitor.send(HttpRequest.newBuilder(url).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static JsonNode decoded(String part) {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private IssuerCertificate certificate() {
        var issued = authority.issue(CertificateRequest.serverOnly("issuer", Validity.of(Duration.ofHours(1), Instant.now())));
        return new IssuerCertificate(issued.certificates(), issued.key());
    }
}
