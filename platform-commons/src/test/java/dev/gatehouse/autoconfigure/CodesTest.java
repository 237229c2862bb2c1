package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.gatehouse.audit.OperatorAct;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.contract.ContractChange;
import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.docs.Generated;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.identity.IdentityAlarm;
import dev.gatehouse.identity.IdentityFault;
import dev.gatehouse.identity.PeerRefusal;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.requests.RequestRefusal;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.SealingAlarm;
import dev.gatehouse.sealing.SessionId;
import dev.gatehouse.sealing.Verdict;
import dev.gatehouse.sealing.kafka.RefusedWriteException;
import dev.gatehouse.tokens.TokenFault;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of codes in docs/operations.md. A code without words does not compile. */
class CodesTest {
    private static final TopicName TOPIC = new TopicName("kitchen.v1");

    @Test
    void theTableNamesEveryCode() throws IOException {
        Generated.isBlock("docs/operations.md", "codes", text());
    }

    @Test
    void everyAlarmIsInTheTable() {
        assertThat(alarms()).extracting(Object::getClass)
                .containsExactlyInAnyOrder(SealingAlarm.class.getPermittedSubclasses());
        assertThat(identityAlarms()).extracting(Object::getClass)
                .containsExactlyInAnyOrder(IdentityAlarm.class.getPermittedSubclasses());
    }

    private static String text() {
        return table("Refused records", "Kind `sealing`. The record lies in quarantine. Nobody outside is told anything.",
                "code | meaning | alarm | what the operator does", Arrays.stream(RefusalCode.values())
                        .map(c -> row(c.name(), c.meaning(), c.alarm() ? "yes" : "no", c.remedy())))
                + table("Records that wait",
                        "Kind `sealing`. The partition is paused and tries again by itself; nothing is lost.",
                        "code | meaning | what the operator does",
                        Arrays.stream(Verdict.Wait.values()).filter(Verdict.Wait::alarm)
                                .map(w -> row("WAITS_FOR_" + w.name(), words(w))))
                + table("Sealing sessions, contract, directory",
                        "Kinds `sealing`, `contract` and `keys`. Written when it begins.",
                        "code | meaning and what the operator does", alarmRows())
                + table("Own keys", "Kind `keys`. Written when it begins; nobody is stopped by `KEY_TOO_OLD`.",
                        "code | meaning | what the operator does",
                        Arrays.stream(KeyWatch.Code.values()).map(c -> row(c.name(), words(c))))
                + table("What operators did", "Kind `operator`. No refusals: acts, so that they can be found later.",
                        "code | meaning", Arrays.stream(OperatorAct.values()).map(c -> row(c.name(), c.meaning())))
                + table("Events that were not sent",
                        "Kind `events`; retryable ones are not audited. The code that sent the event gets a `NotSentException` with it.",
                        "code | retryable | meaning | what the operator does", Arrays.stream(NotSentException.Code.values())
                                .map(c -> row(c.name(), c.retryable() ? "yes" : "no", words(c))))
                + table("Topics that are not read",
                        "Kind `events`. Told once, however often it is met; a reader that the broker lets in again goes on by itself.",
                        "code | meaning | what the operator does",
                        Arrays.stream(ReaderNotices.Code.values()).map(c -> row(c.name(), words(c))))
                + table("The outbox", "Kind `outbox`. Written when it begins.", "code | meaning and what the operator does",
                        outboxRows())
                + table("Writes that the serializer stopped",
                        "Code of a `RefusedWriteException`; reached only by code that goes round `DirectEvents`.",
                        "code | meaning | what the operator does",
                        Arrays.stream(RefusedWriteException.Code.values()).map(c -> row(c.name(), words(c))))
                + table("Callers of the two ports",
                        "Kind `web`. Outward: status and problem type, without a detail. After a failed handshake there is only TLS's own alert.",
                        "code | status | outward | meaning | what the operator does", Arrays.stream(WebRefusal.values())
                                .map(c -> row(c.name(), handshake(c) ? "–" : Integer.toString(c.status()),
                                        handshake(c) ? "TLS alert" : "`" + c.type() + "`", words(c))))
                + table("Requests that a service refuses",
                        "Kind `web`. Outward: status, problem type and this sentence. Retryable is 503 alone; it comes with `Retry-After`. When the database is the reason, the audit has a record with the code `%s` and SQLSTATE or class of the failure; outward it is `UNAVAILABLE` like any other."
                                .formatted(DatabaseRefusals.UNAVAILABLE),
                        "code | status | outward | sentence | what the operator does", Arrays.stream(RequestRefusal.values())
                                .map(c -> row(c.name(), Integer.toString(c.status()), "`" + c.type() + "`", c.outward(),
                                        words(c))))
                + table("People who call an API port",
                        "Kind `web`. Outward the same for all: 401, `urn:gatehouse:unauthorized`, `WWW-Authenticate: Bearer`; only `ISSUER_UNREACHABLE` is 503, `urn:gatehouse:unavailable`, with `Retry-After`. Nothing that a token says is in the audit.",
                        "code | meaning | what the operator does",
                        Arrays.stream(TokenFault.values()).map(c -> row(c.name(), words(c))))
                + table("Why a certificate is no service's", "In the detail of `NOT_A_SERVICE`.", "code | meaning",
                        Arrays.stream(PeerRefusal.values()).map(c -> row(c.name(), words(c))))
                + table("Renewal of the identity", "Kind `identity`. Written once, when it begins.",
                        "code | meaning and what the operator does", identityRows())
                + table("Why an identity is not used",
                        "In the message that ends the start, and in the detail of `NEXT_IDENTITY_REFUSED`. All problems are told at once.",
                        "code | meaning and what the operator does",
                        Arrays.stream(IdentityFault.values()).map(c -> row(c.name(), words(c))));
    }

    /** Refused before there is a request that could be answered. */
    private static boolean handshake(WebRefusal code) {
        return code == WebRefusal.BAD_CERTIFICATE || code == WebRefusal.BAD_HANDSHAKE;
    }

    private static String words(Verdict.Wait wait) {
        return switch (wait) {
            case GRANT, CONTRACT, DIRECTORY -> throw new IllegalArgumentException(wait + " ends by itself");
            case OWN_KEY -> "the record is sealed to a version of this service's own key whose seeds are not here"
                    + " | bring the key file back; if it is gone for ever, say so by a tombstone";
            case CLOCK ->
                "the record is stamped more than an hour ahead of this machine's clock | set the clocks right: this machine's, or the broker's";
            case TIMESTAMP_TYPE ->
                "the record is stamped by another clock than the contract says | set `message.timestamp.type` of the topic to what the catalog says";
        };
    }

    private static String words(KeyWatch.Code code) {
        return switch (code) {
            case KEY_TOO_OLD ->
                "the version that signs is older than `gatehouse.keys.old-after` | `gatehouse rotate keys <service>`";
            case OWN_KEYS_REVOKED ->
                "every key version of this service is revoked: it seals nothing, nothing is sealed for it, and it is not ready"
                        + " | if it was meant, nothing; to let it back in, see \"A service is compromised\" below";
        };
    }

    private static String words(NotSentException.Code code) {
        return switch (code) {
            case NO_SESSION ->
                "there is no sealing session for the topic: no reader has a key yet, the grant could not be published, or the last session is used up"
                        + " | look for an alarm about the topic; start a reader";
            case NOT_DECLARED ->
                "the contract lets this service write the type nowhere, or not any more, or to more than one topic; at the start: it handles a type that the contract does not let it read | declare it in the `service.yml` that the detail names";
            case BAD_PAYLOAD -> "the event does not fit its schema, or its headers break the format | mend the sender";
            case TOO_LARGE -> "the sealed event is larger than its topic allows | mend the sender";
            case DENIED -> "the broker refused the write | ask `gatehouse explain SERVICE write TOPIC --live`";
            case UNAVAILABLE -> "the broker did not acknowledge in time | none; send it again under the same id";
            case NO_TRANSACTION ->
                "it was published with `Events` outside of a transaction, or in one that only reads or belongs to another database"
                        + " | mend the sender: `@Transactional`, or `DirectEvents` for what is not born in a database";
            case VERSION_NOT_GREATER ->
                "its version is missing, or not greater than that of the last event about its aggregate"
                        + " | mend the sender: each change of an aggregate counts its version up";
            case SESSION_LOST -> "the database has lost the sealing session of the event, which is stored again"
                    + " | none, unless it repeats: then see to it that the database keeps what it acknowledged";
        };
    }

    private static String words(ReaderNotices.Code code) {
        return switch (code) {
            case READ_DENIED ->
                "the broker does not let this service read the topic; when it was just taken out of the readers, the contract follows within 30 s"
                        + " | ask `gatehouse explain SERVICE read TOPIC --live`";
            case NOT_AUTHENTICATED ->
                "the broker does not take this service's certificate, as when it has expired | look at the health's `identity`";
            case READING_ENDED ->
                "nobody reads the topic any more, and trying again would not help | restart the service, with `logging.level.org.springframework.kafka.listener=INFO`; report what it says";
        };
    }

    private static String words(RefusedWriteException.Code code) {
        return switch (code) {
            case NOT_DECLARED ->
                "the contract does not let this service write the topic | name it as a writer in `service.yml` of the topic's owner, or mend the code";
            case PLAINTEXT -> "the topic is sealed, and the value is not | send by `DirectEvents`";
        };
    }

    private static String words(WebRefusal code) {
        return switch (code) {
            case NO_CERTIFICATE -> "no certificate was shown where one is needed; where a port demands one, the handshake fails"
                    + " | none, unless it repeats";
            case BAD_CERTIFICATE ->
                "expired, of another authority, or not for clients | renew it if it is one of ours; else none, unless it repeats";
            case CERTIFICATE_EXPIRED ->
                "the connection was made with a certificate that has expired since | none: the caller has to connect again with a new one";
            case BAD_HANDSHAKE -> "no common version of TLS, or no TLS at all | none, unless it repeats";
            case NOT_A_DEVICE ->
                "the devices' authority signed it, but its subject is not exactly `CN=<device>,OU=<block>` | look at who may use that authority";
            case NOT_A_SERVICE ->
                "the platform's authority signed it, but it names no service of this realm | look at who may use that authority";
            case FORBIDDEN -> "the caller is known and may not do this | look at what the caller was made to do";
            case MALFORMED_REQUEST -> "the path could be understood in two ways | none, unless it repeats";
            case SERVICE_REVOKED ->
                "the operator asked for a next key version, and this service is revoked | `gatehouse reinstate <service>` first";
        };
    }

    private static String words(RequestRefusal code) {
        return switch (code) {
            case MALFORMED, TOO_LARGE -> "none, unless it repeats: then look at the client";
            case NOT_FOUND -> "none, unless it repeats: a client asks for what is not its own";
            case UNKNOWN_TYPE -> "none, unless it repeats: a client is newer than the service, or a stranger's";
            case KEY_REUSED -> "none, unless it repeats: a client uses keys twice";
            case BAD_PAYLOAD -> "compare the event's schema with what the service writes";
            case INTERNAL -> "look at the log";
            case UNAVAILABLE -> "see \"clients get 503\" below";
        };
    }

    private static String words(TokenFault fault) {
        return switch (fault) {
            case NO_TOKEN ->
                "there is no Authorization header; a token in a query, a form or a cookie is not looked at | none, unless it repeats";
            case UNCLEAR_AUTHORIZATION ->
                "there are several Authorization headers, or one that is not exactly `Bearer <token>` | mend the client";
            case MALFORMED_TOKEN ->
                "not a signed token in compact form that says everything once, or longer than 4096 characters | none, unless it repeats";
            case HEADER_NOT_UNDERSTOOD ->
                "its header holds more than `alg`, `typ`, `kid` and a thumbprint (`x5t`), such as a place to fetch a key from, or no `kid` | if it comes from the issuer, have it leave that out";
            case WRONG_ALGORITHM ->
                "unsigned, or not ES256, PS256 or RS256 | treat it as an attempt to forge, unless the issuer was just set up";
            case WRONG_TYPE ->
                "not an access token: `typ` is not `at+jwt` | mend the client, which may send an ID token, or have the issuer follow RFC 9068";
            case UNKNOWN_KEY ->
                "the issuer publishes no key of this `kid`; a new one is known 30 s later at the latest | treat it as an attempt to forge, if it repeats";
            case UNUSABLE_KEY ->
                "the issuer's key of this `kid` is for another algorithm, or an RSA key shorter than 2048 bits | look at the issuer's keys";
            case BAD_SIGNATURE -> "the signature is not the issuer's for this content | treat it as an attempt to forge";
            case WRONG_ISSUER ->
                "`iss` is not `gatehouse.api.people.issuer`, to the letter | compare the two";
            case WRONG_AUDIENCE -> "`aud` does not name this service | mend the client, which asked for another service";
            case TOKEN_EXPIRED -> "`exp` is over by more than 30 s | none; clients ask for a new one";
            case TOKEN_NOT_YET_VALID -> "`nbf` or `iat` is more than 30 s ahead | set the clocks right";
            case BAD_CLAIMS ->
                "`exp`, `sub` or `block` is missing or not legal, or the token is bound to a key (`cnf`) | look at what the issuer writes";
            case ISSUER_UNREACHABLE ->
                "the issuer's keys cannot be read, and none from the last 24 h are known that would do | bring the issuer back; look at `gatehouse.api.people.jwks` and who signed its certificate";
        };
    }

    private static String words(PeerRefusal code) {
        return switch (code) {
            case NO_SPIFFE_ID -> "it carries no URI";
            case UNCLEAR_SPIFFE_ID -> "it carries several URIs, or one that is no SPIFFE id of a service";
            case FOREIGN_REALM -> "it belongs to another realm";
            case CONTRADICTING_NAMES -> "its CN and its SPIFFE id name different services";
        };
    }

    private static String words(IdentityFault fault) {
        return switch (fault) {
            case MISSING -> "there is none in the folder: have one issued, or correct `gatehouse.local.folder`";
            case UNREADABLE -> "a file is there and cannot be understood: have it issued anew";
            case KEY_EXPOSED -> "others than its owner may read the private key: have a new one issued, and mode 0600";
            case WRONG_REALM ->
                "it belongs to another realm, or files are offered to a realm that is not local: correct `gatehouse.realm`";
            case WRONG_NAME -> "its subject is not exactly `CN=<service>`: have it issued anew";
            case WRONG_SPIFFE_ID -> "it does not carry exactly one URI, the SPIFFE id of this service: have it issued anew";
            case NOT_YET_VALID -> "it is valid later: set the clock";
            case EXPIRED -> "it has expired: have a new one issued";
            case WRONG_KEY -> "the private key is not the certificate's: have both issued anew";
            case UNTRUSTED ->
                "its chain does not lead to an authority that this service trusts: have it issued by the platform's authority";
            case WRONG_USAGE -> "it is not for both ends of a connection: have it issued for client and server";
            case SHARED_AUTHORITY ->
                "one authority is trusted for devices and for services: give devices an authority of their own";
            case NO_DEVICE_AUTHORITY ->
                "devices are to be admitted, and their authority is not known: put `devices-ca.pem` beside the certificate";
        };
    }

    private static Stream<String> identityRows() {
        var written = new ArrayList<SecurityEvent>();
        var audit = new IdentityAudit(written::add, InstantSource.fixed(Instant.EPOCH));
        identityAlarms().forEach(audit::alarm);
        return written.stream().map(e -> row(e.code(), String.valueOf(e.detail())));
    }

    private static List<IdentityAlarm> identityAlarms() {
        return List.of(new IdentityAlarm.NextRefused("the codes below; have another one issued"),
                new IdentityAlarm.NotShown("the class of the failure"), new IdentityAlarm.NotRenewed(Duration.ofSeconds(90)),
                new IdentityAlarm.Expired());
    }

    private static Stream<String> alarmRows() {
        var written = new ArrayList<SecurityEvent>();
        var audit = new SealingAudit(written::add, InstantSource.fixed(Instant.EPOCH));
        alarms().forEach(audit::alarm);
        audit.contract(
                "the contract cannot be read or understood; the last good one stays: look at the file that the detail names");
        audit.changed(new ContractChange.Reads(TOPIC));
        var changed = written.removeLast().saying(
                "a new contract changes something about the topic, as the detail says: none, whoever applied the catalog wanted it");
        written.add(changed);
        audit.directory(
                "a file of the directory or of the revocations is not understood: an entry counts as absent, a revocation as made; look at the file that the detail names");
        audit.keys(() -> {
            throw new IllegalStateException(
                    "the own key files cannot be read or are not understood; those that were loaded stay: look at the file that the detail names");
        });
        return written.stream().map(e -> row(e.code(), String.valueOf(e.detail())));
    }

    private static Stream<String> outboxRows() {
        var written = new ArrayList<SecurityEvent>();
        var audit = new OutboxAudit(written::add, InstantSource.fixed(Instant.EPOCH));
        var session = SessionId.of(new byte[SessionId.BYTES]);
        List.of(new OutboxNotice.Stopped(TOPIC, 1, NotSentException.Code.DENIED, ""), new OutboxNotice.GrantAgain(TOPIC, session),
                new OutboxNotice.SessionAgain(TOPIC, session)).forEach(audit);
        return written.stream().map(e -> row(e.code(), switch (e.code()) {
            case "OUTBOX_STOPPED" -> "the broker, or the contract, refuses an event for good, and nothing is sent past it:"
                    + " mend what the detail names, and it goes on by itself";
            case "GRANT_GONE" ->
                "the grants topic had lost a grant, which is sent again: find out who deleted records there";
            case "SESSION_ROW_GONE" -> "the database had lost a sealing session, which is stored again:"
                    + " see to it that it keeps what it acknowledged";
            default -> throw new IllegalStateException(e.code());
        }));
    }

    private static List<SealingAlarm> alarms() {
        return List.of(new SealingAlarm.PendingReaders(TOPIC, List.of(new ServiceName("a-reader"))),
                new SealingAlarm.NoReader(TOPIC),
                new SealingAlarm.NotAnnounced(TOPIC, "the class of the failure"), new SealingAlarm.DirectoryTooOld(TOPIC),
                new SealingAlarm.SignerRevoked(TOPIC));
    }

    private static String table(String title, String about, String columns, Stream<String> rows) {
        var text = new StringBuilder(
                "\n### %s\n\n%s\n\n| %s |\n|%s\n".formatted(title, about, columns, "---|".repeat(columns.split("\\|").length)));
        rows.forEach(row -> text.append("| ").append(row).append(" |\n"));
        return text.toString();
    }

    private static String row(String code, String... cells) {
        return "`%s` | %s".formatted(code, String.join(" | ", cells));
    }
}
