package dev.gatehouse.sealing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.gatehouse.names.ServiceName;

import static dev.gatehouse.sealing.Platform.BILLING;
import static dev.gatehouse.sealing.Platform.GATEWAY;
import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.MONITOR;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;

/** Makes {@code own-1.json} from the fixed seeds of {@link Platform}. */
final class OwnVectors {
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Platform platform = new Platform();
    private final ObjectNode root = mapper.createObjectNode();
    private final SealingSessions ingest = platform.ready(INGEST);
    private final SealingSessions gateway = platform.ready(GATEWAY);

    String json() {
        root.put("about",
                "Vectors of the envelope format, version 1, made by this project's own code; the format is that of envelope-1.json.");
        root.put("now", platform.now.plus(Duration.ofDays(1)).toEpochMilli());
        root.put("realm", Platform.REALM.value());
        root.put("grantsRetention", Platform.GRANTS_RETENTION.toMillis());
        var writers = root.putObject("contracts").putObject(READINGS.value()).putArray("writers");
        platform.writers.forEach(w -> writers.add(w.service().value()));
        directoryAndReaders();
        cases();
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private void directoryAndReaders() {
        var directory = root.putArray("directory");
        platform.directory.forEach(v -> directory.addObject().put("id", v.id().toString()).put("service", v.service().value())
                .put("sign", hex(v.sign())).put("kem", hex(v.kem())));
        var readers = root.putObject("readers");
        for (var service : List.of(SCHEDULER, MONITOR, BILLING))
            readers.putObject(service.value()).put("kemSeed", hex(Platform.kemSeed(service, 1)))
                    .put("signSeed", hex(Platform.signSeed(service, 1)))
                    .put("firstVersion", Platform.key(service, 1).publicHalf().activeFrom().toEpochMilli());
    }

    private void cases() {
        root.putArray("cases");
        var first = platform.send(ingest, READINGS, "{\"celsius\":21.5}");
        for (var reader : List.of(SCHEDULER, MONITOR, BILLING))
            opens("first record for " + reader, reader, INGEST, first, "{\"celsius\":21.5}");
        opens("second record of the session", SCHEDULER, INGEST, platform.send(ingest, READINGS, "{}"), "{}");
        opens("empty payload", MONITOR, INGEST, platform.send(ingest, READINGS, ""), "");
        opens("another writer", SCHEDULER, GATEWAY, platform.send(gateway, READINGS, GATEWAY, "{}"), "{}");
        opens("another session of the writer", SCHEDULER, INGEST, platform.send(platform.ready(INGEST), READINGS, "{}"), "{}");
        opens("no key", SCHEDULER, INGEST, keyed(null), "abc");
        opens("empty key", SCHEDULER, INGEST, keyed(new byte[0]), "abc");
        opens("largest headers", BILLING, INGEST, withHeaders(h -> filled(h, 8192)), "abc");
        opens("32 bound headers", BILLING, INGEST, withHeaders(h -> many(h, 32)), "abc");
        refused("bit of the counter", "TAMPERED", Records.withValue(first, Records.flipped(Records.value(first), 8 * 21)));
        refused("bit of the tag", "TAMPERED",
                Records.withValue(first, Records.flipped(Records.value(first), 8 * Records.value(first).length - 1)));
        refused("header dropped", "TAMPERED", Records.without(first, "ce_type"));
        refused("header doubled", "MALFORMED", Records.withHeader(first, "ce_type", new byte[0]));
        refused("plaintext", "PLAINTEXT", Records.withValue(first, "{}".getBytes(StandardCharsets.UTF_8)));
    }

    private SealedRecord keyed(byte @Nullable [] key) {
        var headers = Platform.headers("keyed", INGEST);
        return sealed(key, headers);
    }

    private SealedRecord withHeaders(UnaryOperator<List<Header>> more) {
        return sealed(new byte[]{1}, more.apply(new ArrayList<>(Platform.headers("headers", INGEST))));
    }

    private SealedRecord sealed(byte @Nullable [] key, List<Header> headers) {
        var sealing = ingest.seal(READINGS, key, headers, "abc".getBytes(StandardCharsets.UTF_8));
        return platform.arrived(READINGS, key, headers, ((Sealing.Sealed) sealing).value());
    }

    private static List<Header> filled(List<Header> headers, int bytes) {
        int used = headers.stream().mapToInt(h -> h.name().length() + (h.value() == null ? 0 : h.value().length)).sum();
        headers.add(new Header("ce_fill", new byte[bytes - used - "ce_fill".length()]));
        return headers;
    }

    private static List<Header> many(List<Header> headers, int count) {
        while (headers.size() < count)
            headers.add(new Header("ce_x" + headers.size(), new byte[]{(byte) headers.size()}));
        return headers;
    }

    private void opens(String name, ServiceName reader, ServiceName producer, SealedRecord record, String payload) {
        add(name, "OPENED", reader, record).put("payload", hex(payload.getBytes(StandardCharsets.UTF_8)))
                .put("producer", producer.value());
    }

    private void refused(String name, String code, SealedRecord record) {
        add(name, code, SCHEDULER, record);
    }

    private ObjectNode add(String name, String expect, ServiceName reader, SealedRecord record) {
        var node = root.withArray("cases").addObject().put("name", name).put("expect", expect).put("reader", reader.value())
                .put("topic", record.topic().value());
        var r = node.putObject("record").put("key", hexOrNull(record.key()));
        var headers = r.putArray("headers");
        record.headers().forEach(h -> headers.addArray().add(h.name()).add(hexOrNull(h.value())));
        r.put("value", hexOrNull(record.value())).put("time", record.time().toEpochMilli());
        var grants = node.putArray("grants");
        platform.published.stream().filter(g -> record.value() != null && record.value().length >= 38)
                .filter(g -> Grant.read(g).id().equals(Records.session(record))).forEach(g -> grants.addObject()
                        .put("key", hex(Grant.read(g).id().bytes())).put("value", hex(g))
                        .put("time", platform.now.toEpochMilli()));
        return node;
    }

    private static @Nullable String hexOrNull(byte @Nullable [] bytes) {
        return bytes == null ? null : hex(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
