package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.docs.Generated;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.identity.IdentityFault;
import dev.gatehouse.identity.PeerRefusal;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.SealingAlarm;
import dev.gatehouse.sealing.SessionId;
import dev.gatehouse.sealing.Verdict;
import dev.gatehouse.sealing.kafka.RefusedWriteException;

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
                + table("Events that were not sent",
                        "Kind `events`; retryable ones are not audited. The code that sent the event gets a `NotSentException` with it.",
                        "code | retryable | meaning | what the operator does", Arrays.stream(NotSentException.Code.values())
                                .map(c -> row(c.name(), c.retryable() ? "yes" : "no", words(c))))
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
                + table("Why a certificate is no service's", "In the detail of `NOT_A_SERVICE`.", "code | meaning",
                        Arrays.stream(PeerRefusal.values()).map(c -> row(c.name(), words(c))))
                + table("Why a service does not start with its identity",
                        "In the message that ends the start. All problems are told at once.",
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

    private static String words(NotSentException.Code code) {
        return switch (code) {
            case NO_SESSION ->
                "there is no sealing session for the topic: no reader has a key yet, the grant could not be published, or the last session is used up"
                        + " | look for an alarm about the topic; start a reader";
            case NOT_DECLARED ->
                "the contract lets this service write the type nowhere, or to more than one topic | declare it in `service.yml` of the topic's owner";
            case BAD_PAYLOAD -> "the event does not fit its schema, or its headers break the format | mend the sender";
            case TOO_LARGE -> "the sealed event is larger than its topic allows | mend the sender";
            case DENIED -> "the broker refused the write | compare its ACLs with `docs/catalog.txt`";
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
            case BAD_HANDSHAKE -> "no common version of TLS, or no TLS at all | none, unless it repeats";
            case NOT_A_DEVICE ->
                "the devices' authority signed it, but its subject is not exactly `CN=<device>,OU=<block>` | look at who may use that authority";
            case NOT_A_SERVICE ->
                "the platform's authority signed it, but it names no service of this realm | look at who may use that authority";
            case FORBIDDEN -> "the caller is known and may not do this | look at what the caller was made to do";
            case MALFORMED_REQUEST -> "the path could be understood in two ways | none, unless it repeats";
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
        };
    }

    private static Stream<String> alarmRows() {
        var written = new ArrayList<SecurityEvent>();
        var audit = new SealingAudit(written::add, InstantSource.fixed(Instant.EPOCH));
        alarms().forEach(audit::alarm);
        audit.contract(
                "the contract cannot be read or understood; the last good one stays: look at the file that the detail names");
        audit.directory(
                "a file of the directory or of the revocations is not understood and counts as absent: look at the file that the detail names");
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
