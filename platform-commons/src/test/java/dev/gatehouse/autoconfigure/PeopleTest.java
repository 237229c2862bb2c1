package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

import static dev.gatehouse.autoconfigure.Attack.get;
import static dev.gatehouse.autoconfigure.Attack.post;
import static dev.gatehouse.autoconfigure.Attack.request;
import static dev.gatehouse.autoconfigure.Attack.token;
import static dev.gatehouse.autoconfigure.Forge.doubled;
import static dev.gatehouse.autoconfigure.Forge.hs256;
import static dev.gatehouse.tokens.TokenFault.BAD_CLAIMS;
import static dev.gatehouse.tokens.TokenFault.BAD_SIGNATURE;
import static dev.gatehouse.tokens.TokenFault.HEADER_NOT_UNDERSTOOD;
import static dev.gatehouse.tokens.TokenFault.MALFORMED_TOKEN;
import static dev.gatehouse.tokens.TokenFault.NO_TOKEN;
import static dev.gatehouse.tokens.TokenFault.TOKEN_EXPIRED;
import static dev.gatehouse.tokens.TokenFault.TOKEN_NOT_YET_VALID;
import static dev.gatehouse.tokens.TokenFault.UNCLEAR_AUTHORIZATION;
import static dev.gatehouse.tokens.TokenFault.UNKNOWN_KEY;
import static dev.gatehouse.tokens.TokenFault.UNUSABLE_KEY;
import static dev.gatehouse.tokens.TokenFault.WRONG_ALGORITHM;
import static dev.gatehouse.tokens.TokenFault.WRONG_AUDIENCE;
import static dev.gatehouse.tokens.TokenFault.WRONG_ISSUER;
import static dev.gatehouse.tokens.TokenFault.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An API for people over real TLS: who gets in, and every way to try without a good token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {
    private static final String SHA256_ECDSA = "SHA256withECDSAinP1363Format";
    private static final String SHA256_RSA = "SHA256withRSA";

    private final TestEstate estate = new TestEstate();
    private final TestClient client = TestClient.with(estate, null);
    private final Forge forge = new Forge("https://issuer.test");
    private TestIssuer issuer;
    private ConfigurableApplicationContext service;
    private AuditLines audit;

    @BeforeAll
    void start(@TempDir Path folder) {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());
        issuer = TestIssuer.publishing(estate.service("issuer"), forge.keySet());
        service = TestService.start(PeopleService.class, folder, "--gatehouse.api.clients=people",
                "--gatehouse.api.people.issuer=https://issuer.test",
                "--gatehouse.api.people.jwks=" + issuer.url() + "/oauth2/jwks");
    }

    @AfterAll
    void stop() {
        service.close();
        issuer.close();
        client.close();
    }

    @BeforeEach
    void listen() {
        audit = new AuditLines();
    }

    @AfterEach
    void forget() {
        audit.close();
    }

    Stream<Attack> attacks() {
        var header = forge.header();
        var claims = forge.claims();
        var good = forge.good();
        var parts = good.split("\\.", -1);
        var none = forge.header("alg", "\"none\"");
        var hs = forge.header("alg", "\"HS256\"");
        var rs = forge.header("alg", "\"RS256\"", "kid", "\"rsa\"");
        return Stream.of(
                request(NO_TOKEN, "nothing", get("/me")),
                request(NO_TOKEN, "in the query", get("/me?access_token=" + good)),
                request(NO_TOKEN, "in a form", post("access_token=" + good, "Content-Type: application/x-www-form-urlencoded")),
                request(NO_TOKEN, "in a cookie", get("/me", "Cookie: access_token=" + good + "; Authorization=Bearer " + good)),
                request(NO_TOKEN, "in another header", get("/me", "X-Authorization: Bearer " + good)),
                request(UNCLEAR_AUTHORIZATION, "in two headers",
                        get("/me", "Authorization: Bearer " + good, "Authorization: Bearer " + good)),
                request(UNCLEAR_AUTHORIZATION, "twice in one header", get("/me", "Authorization: Bearer %1$s, Bearer %1$s"
                        .formatted(good))),
                request(UNCLEAR_AUTHORIZATION, "by another scheme", get("/me", "Authorization: DPoP " + good)),
                request(UNCLEAR_AUTHORIZATION, "without a scheme", get("/me", "Authorization: " + good)),
                request(UNCLEAR_AUTHORIZATION, "a password", get("/me", "Authorization: Basic b3BlcmF0b3I6b3BlcmF0b3I=")),

                token(MALFORMED_TOKEN, "huge", good + "A".repeat(4096)),
                token(MALFORMED_TOKEN, "not ASCII", "\u00e4\u00f6\u00fc.\u00df\u00ff.\u00e9"),
                token(MALFORMED_TOKEN, "no token at all", "canary"),
                token(MALFORMED_TOKEN, "an encrypted token", parts[0] + "." + parts[1] + "." + parts[2] + ".AAAA.AAAA"),
                token(MALFORMED_TOKEN, "signature left out", parts[0] + "." + parts[1] + "."),
                token(MALFORMED_TOKEN, "signature and its dot left out", parts[0] + "." + parts[1]),
                token(MALFORMED_TOKEN, "padded", good + "=="),
                token(MALFORMED_TOKEN, "header no JSON", Forge.base64("alg".getBytes(StandardCharsets.UTF_8)) + ".e30.AAAA"),
                token(MALFORMED_TOKEN, "header deeply nested", forge.es256("[".repeat(500) + "]".repeat(500), claims)),
                token(MALFORMED_TOKEN, "alg doubled", forge.es256(doubled(header, "\"alg\":\"ES256\""), claims)),
                token(MALFORMED_TOKEN, "alg doubled as none", forge.es256(doubled(header, "\"alg\":\"none\""), claims)),
                token(MALFORMED_TOKEN, "kid doubled", forge.es256(doubled(header, "\"kid\":\"ec\""), claims)),
                token(MALFORMED_TOKEN, "sub doubled", forge.es256(header, doubled(claims, "\"sub\":\"resident-eve\""))),
                token(MALFORMED_TOKEN, "aud doubled", forge.es256(header, doubled(claims, "\"aud\":\"iot-ingest\""))),
                token(MALFORMED_TOKEN, "claims followed by more", forge.es256(header, claims + claims)),
                token(MALFORMED_TOKEN, "claims a list", forge.es256(header, "[" + claims + "]")),

                token(WRONG_ALGORITHM, "alg none, unsigned", Forge.unsigned(none, claims) + ".AA"),
                token(WRONG_ALGORITHM, "alg None", Forge.unsigned(forge.header("alg", "\"None\""), claims) + ".AA"),
                token(WRONG_ALGORITHM, "alg none with a good signature", forge.es256(none, claims)),
                token(WRONG_ALGORITHM, "alg left out", forge.es256(forge.header("alg", ""), claims)),
                token(WRONG_ALGORITHM, "alg no text", forge.es256(forge.header("alg", "256"), claims)),
                token(WRONG_ALGORITHM, "alg in lower case", forge.es256(forge.header("alg", "\"es256\""), claims)),
                token(WRONG_ALGORITHM, "HS256 with the public key as PEM", hs256(pem(forge.ec), hs, claims)),
                token(WRONG_ALGORITHM, "HS256 with the public key as DER", hs256(forge.ec.getPublic().getEncoded(), hs, claims)),
                token(WRONG_ALGORITHM, "HS256 with the public key as JWK", hs256(bytes(Forge.jwk(forge.ec)), hs, claims)),
                token(WRONG_ALGORITHM, "HS256 with the RSA key as PEM", hs256(pem(forge.rsa),
                        forge.header("alg", "\"HS256\"", "kid", "\"rsa\""), claims)),
                token(WRONG_ALGORITHM, "RS512", forge.signed("SHA512withRSA", forge.rsa.getPrivate(),
                        forge.header("alg", "\"RS512\"", "kid", "\"rsa\""), claims)),

                token(WRONG_TYPE, "typ JWT", forge.es256(forge.header("typ", "\"JWT\""), claims)),
                token(WRONG_TYPE, "typ left out", forge.es256(forge.header("typ", ""), claims)),
                token(WRONG_TYPE, "an ID token", forge.es256(forge.header("typ", "\"JWT\""),
                        forge.claims("nonce", "\"n-1\"", "at_hash", "\"AAAA\"", "azp", "\"app\""))),
                token(WRONG_TYPE, "a logout token", forge.es256(forge.header("typ", "\"logout+jwt\""), claims)),

                token(HEADER_NOT_UNDERSTOOD, "jku", forge.es256(forge.header("jku", "\"https://localhost/jwks\""), claims)),
                token(HEADER_NOT_UNDERSTOOD, "x5u", forge.es256(forge.header("x5u", "\"https://localhost/x\""), claims)),
                token(HEADER_NOT_UNDERSTOOD, "x5c", forge.es256(forge.header("x5c", "[\"AAAA\"]"), claims)),
                token(HEADER_NOT_UNDERSTOOD, "own jwk, signed with it", forge.signed(SHA256_ECDSA, forge.strangers.getPrivate(),
                        forge.header("jwk", Forge.jwk(forge.strangers)), claims)),
                token(HEADER_NOT_UNDERSTOOD, "crit", forge.es256(forge.header("crit", "[\"exp\"]", "exp", "1"), claims)),
                token(HEADER_NOT_UNDERSTOOD, "b64", forge.es256(forge.header("crit", "[\"b64\"]", "b64", "false"), claims)),
                token(HEADER_NOT_UNDERSTOOD, "kid left out", forge.es256(forge.header("kid", ""), claims)),
                token(HEADER_NOT_UNDERSTOOD, "kid no text", forge.es256(forge.header("kid", "{\"$ne\":1}"), claims)),

                token(UNKNOWN_KEY, "kid unknown", kid("other")),
                token(UNKNOWN_KEY, "kid empty", kid("")),
                token(UNKNOWN_KEY, "kid a path", kid("../../dev/null")),
                token(UNKNOWN_KEY, "kid a URL", kid(issuer.url() + "/oauth2/jwks")),
                token(UNKNOWN_KEY, "kid SQL", kid("ec' OR '1'='1")),
                token(UNKNOWN_KEY, "kid a command", kid("ec|id;$(id)")),
                token(UNKNOWN_KEY, "kid with NUL", kid("ec\\u0000")),
                token(UNKNOWN_KEY, "kid of a key for encryption", forge.signed(SHA256_ECDSA, forge.strangers.getPrivate(),
                        forge.header("kid", "\"for-encryption\""), claims)),
                token(UNKNOWN_KEY, "kid of two keys", kid("twice")),

                token(UNUSABLE_KEY, "RS256 with a key of 1024 bits", forge.signed(SHA256_RSA, forge.weak.getPrivate(),
                        forge.header("alg", "\"RS256\"", "kid", "\"weak\""), claims)),
                token(UNUSABLE_KEY, "ES256 with a key of another curve", forge.signed(SHA256_ECDSA, forge.p384.getPrivate(),
                        forge.header("kid", "\"p384\""), claims)),
                token(UNUSABLE_KEY, "RS256 with the kid of an EC key", forge.signed(SHA256_RSA, forge.rsa.getPrivate(),
                        forge.header("alg", "\"RS256\""), claims)),

                token(BAD_SIGNATURE, "signed by a stranger",
                        forge.signed(SHA256_ECDSA, forge.strangers.getPrivate(), header, claims)),
                token(BAD_SIGNATURE, "signature of another payload", Forge.unsigned(header,
                        forge.claims("sub", "\"resident-eve\"")) + "." + parts[2]),
                token(BAD_SIGNATURE, "signature of another header", Forge.unsigned(
                        forge.header("typ", "\"application/at+jwt\""), claims) + "." + parts[2]),
                token(BAD_SIGNATURE, "signature of zeros", parts[0] + "." + parts[1] + "." + Forge.base64(new byte[64])),
                token(BAD_SIGNATURE, "signature in DER", forge.signed("SHA256withECDSA", forge.ec.getPrivate(), header, claims)),
                token(BAD_SIGNATURE, "signature cut short", good.substring(0, good.length() - 4)),
                token(BAD_SIGNATURE, "PS256 called RS256", forge.signed("RSASSA-PSS", forge.rsa.getPrivate(), rs, claims)),

                token(WRONG_ISSUER, "another issuer", claim("iss", "\"https://issuer.example\"")),
                token(WRONG_ISSUER, "issuer with a slash more", claim("iss", "\"https://issuer.test/\"")),
                token(WRONG_ISSUER, "issuer left out", claim("iss", "")),
                token(WRONG_AUDIENCE, "another audience", claim("aud", "\"maintenance-scheduler\"")),
                token(WRONG_AUDIENCE, "other audiences", claim("aud", "[\"maintenance-scheduler\",\"iot\"]")),
                token(WRONG_AUDIENCE, "audience left out", claim("aud", "")),
                token(WRONG_AUDIENCE, "audience an empty list", claim("aud", "[]")),
                token(WRONG_AUDIENCE, "audience in upper case", claim("aud", "\"IOT-INGEST\"")),
                token(WRONG_AUDIENCE, "audience nested", claim("aud", "[[\"iot-ingest\"]]")),

                token(TOKEN_EXPIRED, "expired", claim("exp", forge.seconds(-31))),
                token(TOKEN_EXPIRED, "expired long ago", claim("exp", "0")),
                token(TOKEN_NOT_YET_VALID, "not yet valid", claim("nbf", forge.seconds(600))),
                token(TOKEN_NOT_YET_VALID, "issued tomorrow", claim("iat", forge.seconds(86_400))),
                token(BAD_CLAIMS, "no exp", claim("exp", "")),
                token(BAD_CLAIMS, "exp a text", claim("exp", "\"" + forge.seconds(300) + "\"")),
                token(BAD_CLAIMS, "exp null", claim("exp", "null")),
                token(BAD_CLAIMS, "exp beyond all numbers", claim("exp", "1e999999999")),
                token(BAD_CLAIMS, "exp beyond a long", claim("exp", "9".repeat(100))),
                token(BAD_CLAIMS, "exp negative", claim("exp", "-1")),
                token(BAD_CLAIMS, "nbf null", claim("nbf", "null")),

                token(BAD_CLAIMS, "sub left out", claim("sub", "")),
                token(BAD_CLAIMS, "sub a list", claim("sub", "[\"resident-ada\"]")),
                token(BAD_CLAIMS, "sub a number", claim("sub", "1")),
                token(BAD_CLAIMS, "sub too long", claim("sub", "\"" + "a".repeat(256) + "\"")),
                token(BAD_CLAIMS, "sub a path", claim("sub", "\"../operator\"")),
                token(BAD_CLAIMS, "sub with a line break", claim("sub", "\"ada\\nadmin\"")),
                token(BAD_CLAIMS, "block left out", claim("block", "")),
                token(BAD_CLAIMS, "block illegal", claim("block", "\"Block A\"")),
                token(BAD_CLAIMS, "block a wildcard", claim("block", "\"*\"")),
                token(BAD_CLAIMS, "blocks", claim("block", "[\"block-a\",\"block-b\"]")),
                token(BAD_CLAIMS, "bound to a key", claim("cnf", "{\"jkt\":\"AAAA\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void refusesTellsNothingAuditsOnceAndAdmitsTheNextGoodRequest(Attack attack) throws Exception {
        var answer = send(attack.request());

        assertThat(answer).isEqualTo(send(get("/me"))).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer\r\n")
                .endsWith("{\"type\":\"urn:gatehouse:unauthorized\",\"title\":\"Unauthorized\",\"status\":401}");
        assertThat(send(bearer(forge.good()))).startsWith("HTTP/1.1 200").endsWith("resident-ada in block-a");
        assertAudited(attack.fault().name(), "NO_TOKEN");
        assertThat(audit.all().getFirst().toString()).doesNotContain("resident", "block-a", "canary", "eyJ", "\\u00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"iot-ingest\"]", "[\"maintenance-scheduler\",\"iot-ingest\"]"})
    void admitsAListOfAudiencesThatNamesTheService(String audiences) throws Exception {
        assertAdmitted(claim("aud", audiences));
    }

    @Test
    void admitsWhatTheOtherAlgorithmsSigned() throws Exception {
        assertAdmitted(forge.signed(SHA256_RSA, forge.rsa.getPrivate(), forge.header("alg", "\"RS256\"", "kid", "\"rsa\""),
                forge.claims()));
        assertAdmitted(forge.signed("RSASSA-PSS", forge.rsa.getPrivate(),
                forge.header("alg", "\"PS256\"", "kid", "\"rsa\""), forge.claims()));
    }

    @Test
    void admitsTheLongFormOfTheTypeInAnyCaseAndAnySchemeInAnyCase() throws Exception {
        assertAdmitted(forge.es256(forge.header("typ", "\"application/AT+JWT\""), forge.claims()));
        assertThat(send(get("/me", "authorization: bEARER " + forge.good()))).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x5t", "x5t#S256"})
    void ignoresThumbprintsOfCertificatesThatManyIssuersAdd(String thumbprint) throws Exception {
        assertAdmitted(forge.es256(forge.header(thumbprint, "\"AAAA\""), forge.claims()));
    }

    @Test
    void allowsForClocksThatDifferALittle() throws Exception {
        assertAdmitted(claim("exp", forge.seconds(-10)));
        assertAdmitted(claim("nbf", forge.seconds(20)));
    }

    @Test
    void knowsThePersonInAnAsynchronousAnswerToo() throws Exception {
        assertThat(send(get("/later", "Authorization: Bearer " + forge.good()))).contains("resident-ada in block-a");
    }

    @Test
    void auditsWhatAPersonMayNotDoUnderTheirName() throws Exception {
        assertThat(send(get("/nowhere", "Authorization: Bearer " + forge.good()))).startsWith("HTTP/1.1 404");
        assertAudited("HTTP_404");
        assertThat(audit.all().getFirst().path("subject").asString()).isEqualTo("resident-ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "maintenance-scheduler", "iot-ingest"})
    void takesNoCertificateForAToken(String name) throws Exception {
        try (var withCertificate = TestClient.with(estate, estate.service(name))) {
            assertThat(withCertificate.get(TestService.apiPort(service), "/me").statusCode()).isEqualTo(401);
        }
        assertAudited("NO_TOKEN");
    }

    @Test
    void takesNoTokenForACertificateOnThePeerPort() throws Exception {
        var answer = client.exchange(TestService.peerPort(service), get("/actuator/metrics", "Authorization: Bearer "
                + forge.good()));

        assertThat(answer).startsWith("HTTP/1.1 403").contains("urn:gatehouse:no-certificate");
        assertAudited("NO_CERTIFICATE");
    }

    @Test
    void letsNoPageOfAnotherOriginIn() throws Exception {
        var answer = send(Attack.bodiless("OPTIONS", "/me", "Origin: https://evil.test", "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: authorization"));

        assertThat(answer).startsWith("HTTP/1.1 401").doesNotContainIgnoringCase("access-control");
    }

    @Test
    void setsNoCookieAndKeepsTheHeadersThatProtectABrowser() throws Exception {
        assertThat(send(bearer(forge.good()))).doesNotContain("Set-Cookie", "Server:")
                .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'", "Referrer-Policy: no-referrer",
                        "X-Content-Type-Options: nosniff", "Strict-Transport-Security: ", "Cache-Control: no-cache, no-store");
    }

    @Test
    void opensNoEndpointOfItsOwn() throws Exception {
        for (var path : new String[]{"/.well-known/oauth-protected-resource", "/login", "/oauth2/jwks", "/error"})
            assertThat(send(get(path))).as(path).startsWith("HTTP/1.1 401");
    }

    @Test
    void asksTheIssuerOnceHoweverManyUnknownKeysAreNamed() throws Exception {
        send(bearer(forge.good()));
        for (var i = 0; i < 20; i++)
            send(bearer(kid("unknown-" + i)));

        assertThat(issuer.asked()).isLessThanOrEqualTo(2);
    }

    @Test
    void refusesCharactersThatNoHeaderHasBeforeAnybodyLooksForAToken() throws Exception {
        assertThat(send(bearer("canary\u0080"))).startsWith("HTTP/1.1 400").doesNotContain("canary");
        assertThat(audit.codes()).containsExactly("MALFORMED_REQUEST");
        assertAdmitted(forge.good());
    }

    @Test
    void survivesARequestWhoseHeadersAreTooLargeForTheServer() throws Exception {
        assertThat(send(bearer("A".repeat(100_000)))).startsWith("HTTP/1.1 4");
        assertAdmitted(forge.good());
    }

    private String kid(String id) {
        return forge.es256(forge.header("kid", "\"" + id + "\""), forge.claims());
    }

    private String claim(String name, String json) {
        return forge.es256(forge.header(), forge.claims(name, json));
    }

    private static String bearer(String token) {
        return get("/me", "Authorization: Bearer " + token);
    }

    private static byte[] pem(KeyPair pair) {
        return bytes(Forge.pem(pair));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void assertAdmitted(String token) throws IOException {
        assertThat(send(bearer(token))).startsWith("HTTP/1.1 200");
    }

    /** The whole answer but its date. */
    private String send(String request) throws IOException {
        return client.exchange(TestService.apiPort(service), request).replaceAll("Date: .*\r\n", "");
    }

    /** These and no more; one that is too many would come at once. */
    private void assertAudited(String... codes) {
        await().atMost(Duration.ofSeconds(5)).pollDelay(Duration.ofMillis(30))
                .untilAsserted(() -> assertThat(audit.codes()).hasSizeGreaterThanOrEqualTo(codes.length));
        assertThat(audit.codes()).containsExactly(codes);
    }
}
