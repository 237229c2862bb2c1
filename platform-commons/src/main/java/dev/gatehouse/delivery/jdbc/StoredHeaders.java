package dev.gatehouse.delivery.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.gatehouse.sealing.Header;

/**
 * Headers in one column: for each, in order, u16 length and name in UTF-8, then i32 length and value; length -1 for none.
 * Integers are big-endian.
 */
final class StoredHeaders {
    private StoredHeaders() {}

    static byte[] write(List<Header> headers) {
        var out = new ByteArrayOutputStream(512);
        for (var header : headers) {
            var name = header.name().getBytes(StandardCharsets.UTF_8);
            if (name.length > 0xFFFF)
                throw new IllegalArgumentException("a header's name has %d bytes".formatted(name.length));
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) name.length).array());
            out.writeBytes(name);
            var value = header.value();
            out.writeBytes(ByteBuffer.allocate(4).putInt(value == null ? -1 : value.length).array());
            if (value != null)
                out.writeBytes(value);
        }
        return out.toByteArray();
    }

    /** @throws java.nio.BufferUnderflowException when the column was cut off */
    static List<Header> read(byte[] column) {
        var in = ByteBuffer.wrap(column);
        var headers = new ArrayList<Header>();
        while (in.hasRemaining()) {
            var name = new String(bytes(in, Short.toUnsignedInt(in.getShort())), StandardCharsets.UTF_8);
            int length = in.getInt();
            headers.add(new Header(name, length < 0 ? null : bytes(in, length)));
        }
        return headers;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
