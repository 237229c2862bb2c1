package dev.gatehouse.benchmarks.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.gatehouse.sealing.Header;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A reading as iot-ingest would send it: ten CloudEvents headers, about 0.45 kB with their names, and a pseudonymous key. */
final class SampleEvent {
    private static final int ENVELOPE_HEADER = 22;
    private static final Header CAUSE_TYPE = header("ce_causetype", "gatehouse.maintenance.work-order.opened");
    private static final Header SOURCE = header("ce_source", "//" + SamplePlatform.REALM + "/" + SamplePlatform.PRODUCER);
    private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
    private static final Header TYPE = header("ce_type", "gatehouse.sensor.reading.recorded");
    private static final Header CONTENT_TYPE = header("content-type", "application/json");

    final byte[] key = "kq8fQ2pUuVdXb0x9yR5tC3nZ1mW7eLsA".getBytes(US_ASCII);
    final byte[] payload;

    SampleEvent(int payloadBytes) {
        payload = new byte[payloadBytes];
        new Random(payloadBytes).nextBytes(payload);
    }

    /** Made anew, as for each event: what differs between events of one type is encoded here, in the order of the names. */
    List<Header> headers() {
        var headers = new ArrayList<Header>(10);
        headers.add(header("ce_causationid", "0196f3a2-6d1e-7c54-9b7e-51d40a2f8c11"));
        headers.add(CAUSE_TYPE);
        headers.add(header("ce_correlationid", "0196f3a2-6d1e-7c54-9b7e-51d40a2f8c0f"));
        headers.add(header("ce_id", "Zk3v0mJt8QnYw5cXr2LhD7pBsE1uGfA9oTiK6yMzN4U"));
        headers.add(SOURCE);
        headers.add(SPEC_VERSION);
        headers.add(header("ce_subject", "b7Rk2WqLx0dVn5TzGm8YhUcE3sJpA1fC9oIiDv4K6tM"));
        headers.add(header("ce_time", "2026-11-24T08:15:30.123456Z"));
        headers.add(TYPE);
        headers.add(CONTENT_TYPE);
        return headers;
    }

    /** As a consumer gets them: no name is the same object as a constant of the library. */
    List<Header> receivedHeaders() {
        return headers().stream().map(h -> new Header(new String(h.name().getBytes(US_ASCII), US_ASCII), h.value())).toList();
    }

    /** The same bytes that the envelope binds, its own first 22 among them; put together by other code than the library's. */
    byte[] associatedData() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[ENVELOPE_HEADER]);
        out.write(1);
        out.writeBytes(ByteBuffer.allocate(4).putInt(key.length).array());
        out.writeBytes(key);
        var headers = headers();
        out.write(headers.size());
        for (var header : headers) {
            var value = header.value() == null ? new byte[0] : header.value();
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) header.name().length()).array());
            out.writeBytes(header.name().getBytes(US_ASCII));
            out.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
            out.writeBytes(value);
        }
        return out.toByteArray();
    }

    private static Header header(String name, String value) {
        return new Header(name, value.getBytes(US_ASCII));
    }
}
