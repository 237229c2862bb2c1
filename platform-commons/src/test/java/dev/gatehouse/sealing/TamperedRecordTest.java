package dev.gatehouse.sealing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.ServiceName;

import static dev.gatehouse.sealing.Platform.GATEWAY;
import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static org.assertj.core.api.Assertions.assertThat;

/** The broker, its disks and its operators alter, swap and move records. */
class TamperedRecordTest {
    private final Platform platform = new Platform();
    private final SealingSessions ingest = platform.ready(INGEST);
    private final SealedRecord genuine = platform.send(ingest, READINGS, "{\"celsius\":21.5}");
    private final SealedRecord other = platform.send(ingest, READINGS, "{\"celsius\":99.9}");
    private final Opener reader = platform.reader(SCHEDULER);

    @Test
    void noBitOfAValueCanBeFlipped() {
        var value = Records.value(genuine);
        assertThat(IntStream.range(0, 8 * value.length)
                .mapToObj(bit -> verdict(Records.withValue(genuine, Records.flipped(value, bit))))).doesNotContain("OPENED");
    }

    @Test
    void everyBitBehindTheSessionIdMakesItTampered() {
        var value = Records.value(genuine);
        assertThat(IntStream.range(8 * Envelope.COUNTER, 8 * value.length)
                .mapToObj(bit -> verdict(Records.withValue(genuine, Records.flipped(value, bit))))).containsOnly("TAMPERED");
    }

    @Test
    void noBitOfTheKeyCanBeFlipped() {
        var key = "device-7".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(IntStream.range(0, 8 * key.length)
                .mapToObj(bit -> verdict(Records.withKey(genuine, Records.flipped(key, bit))))).containsOnly("TAMPERED");
    }

    @Test
    void noBitOfABoundHeaderCanBeFlipped() {
        var verdicts = new ArrayList<String>();
        for (var header : genuine.headers())
            for (int bit = 0; bit < 8 * bytes(header).length; bit++)
                verdicts.add(verdict(Records.withHeaders(genuine, replaced(header, Records.flipped(bytes(header), bit)))));
        assertThat(verdicts).doesNotContain("OPENED").contains("TAMPERED");
    }

    @Test
    void noValueCanBeCutShort() {
        var value = Records.value(genuine);
        assertThat(IntStream.range(0, value.length)
                .mapToObj(length -> verdict(Records.withValue(genuine, Arrays.copyOf(value, length))))).doesNotContain("OPENED");
    }

    @Test
    void noByteCanBeAppended() {
        assertThat(verdict(Records.withValue(genuine, Records.longerByOne(Records.value(genuine))))).isEqualTo("TAMPERED");
    }

    @Test
    void headersCannotBeSwappedBetweenRecords() {
        assertThat(verdict(Records.withHeaders(genuine, other.headers()))).isEqualTo("TAMPERED");
    }

    @Test
    void eachSingleHeaderBelongsToItsRecord() {
        var id = other.headers().stream().filter(h -> h.name().equals("ce_id")).findFirst().orElseThrow();
        assertThat(verdict(Records.withHeaders(genuine, replaced(id, bytes(id))))).isEqualTo("TAMPERED");
    }

    @Test
    void valuesCannotBeSwappedBetweenHeaders() {
        var type = value("ce_type");
        var content = value("content-type");
        var headers = genuine.headers().stream().map(h -> switch (h.name()) {
            case "ce_type" -> new Header("ce_type", content);
            case "content-type" -> new Header("content-type", type);
            default -> h;
        }).toList();
        assertThat(verdict(Records.withHeaders(genuine, headers))).isEqualTo("TAMPERED");
    }

    @Test
    void noHeaderCanBeDoubled() {
        assertThat(genuine.headers()).allSatisfy(
                h -> assertThat(verdict(Records.withHeader(genuine, h.name(), h.value()))).isEqualTo("MALFORMED"));
    }

    @Test
    void noHeaderCanBeAdded() {
        assertThat(verdict(Records.withHeader(genuine, "ce_subject", new byte[0]))).isEqualTo("TAMPERED");
    }

    @Test
    void noHeaderCanBeDropped() {
        assertThat(genuine.headers()).allSatisfy(
                h -> assertThat(verdict(Records.without(genuine, h.name()))).isIn("TAMPERED", "MALFORMED"));
    }

    @Test
    void theOrderOfHeadersAndWhatIsNotBoundDoNotMatter() {
        var headers = new ArrayList<>(genuine.headers());
        Collections.reverse(headers);
        headers.add(Platform.header("traceparent", "00-1"));
        assertThat(verdict(Records.withHeaders(genuine, headers))).isEqualTo("OPENED");
    }

    @Test
    void theKeyBelongsToTheRecord() {
        assertThat(verdict(Records.withKey(genuine, new byte[]{1}))).isEqualTo("TAMPERED");
        assertThat(verdict(Records.withKey(genuine, null))).isEqualTo("TAMPERED");
        assertThat(verdict(Records.withKey(genuine, new byte[0]))).isEqualTo("TAMPERED");
    }

    @Test
    void anEmptyKeyIsNotNoKey() {
        var headers = Platform.headers("no-key", INGEST);
        var value = ((Sealing.Sealed) ingest.seal(READINGS, null, headers, new byte[3])).value();
        var keyless = platform.arrived(READINGS, null, headers, value);
        assertThat(verdict(keyless)).isEqualTo("OPENED");
        assertThat(verdict(Records.withKey(keyless, new byte[0]))).isEqualTo("TAMPERED");
    }

    @Test
    void bytesCannotMoveFromTheKeyIntoAHeader() {
        var headers = new ArrayList<>(genuine.headers());
        headers.addFirst(new Header("ce_a", genuine.key()));
        assertThat(verdict(Records.withKey(Records.withHeaders(genuine, headers), null))).isEqualTo("TAMPERED");
    }

    @Test
    void aRecordCannotMoveToAnotherTopicEvenWithItsGrant() {
        platform.log.file(Platform.ACTIONS, Records.session(genuine).bytes(), platform.published.getFirst(), platform.now);
        assertThat(verdict(Records.onTopic(genuine, Platform.ACTIONS))).isEqualTo("BAD_GRANT");
    }

    @Test
    void aRecordCannotMoveIntoAnotherSession() {
        var newer = platform.send(platform.ready(INGEST), READINGS, "{}");
        var moved = Records.value(genuine).clone();
        Records.session(newer).writeTo(moved, Envelope.SESSION);
        assertThat(verdict(Records.withValue(genuine, moved))).isEqualTo("TAMPERED");
    }

    @Test
    void aRecordCannotMoveToAnotherProducer() {
        var headers = Records.without(genuine, "ce_source").headers();
        var moved = Records.withHeader(Records.withHeaders(genuine, headers), "ce_source",
                OpenSession.sourceOf(Platform.REALM.value(), GATEWAY.value()));
        assertThat(verdict(moved)).isEqualTo("TAMPERED");
    }

    @Test
    void aRecordCannotMoveToAnotherRealm() {
        var forgery = new Forgery();
        forgery.realm = "production";
        var grant = forgery.fileOn(platform, platform.now);
        assertThat(verdict(forgery.record(platform, grant, INGEST))).isEqualTo("BAD_GRANT");
    }

    @Test
    void eachReaderOpensWhatIsMeantForIt() {
        assertThat(platform.readers).allSatisfy(r -> assertThat(opened(r.service())).isEqualTo("OPENED"));
    }

    private String opened(ServiceName service) {
        return Verdicts.of(platform.reader(service).open(genuine));
    }

    private String verdict(SealedRecord record) {
        return Verdicts.of(reader.open(record));
    }

    private List<Header> replaced(Header header, byte[] value) {
        return genuine.headers().stream().map(h -> h.name().equals(header.name()) ? new Header(h.name(), value) : h).toList();
    }

    private byte[] value(String name) {
        return bytes(genuine.headers().stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow());
    }

    private static byte[] bytes(Header header) {
        var value = header.value();
        return value == null ? new byte[0] : value;
    }
}
