package dev.gatehouse.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.gatehouse.keys.KeyId;

/**
 * What a producer signs about a session. Names are 1 to 255 bytes of 0x21 to 0x7E; 1 to 64 readers, strictly ascending.
 *
 * @param commitment 32 bytes that follow from the secret
 * @param bytes the statement as it was signed; the arrays are lent
 */
record Statement(String realm, String topic, String producer, KeyId signer, Instant created, byte[] commitment,
        List<KeyId> readers, byte[] bytes) {
    private static final byte[] MAGIC = {0x47, 0x53, 0x01};
    static final int MAX_READERS = 64;
    private static final int COMMITMENT = 32;

    /** @param readers strictly ascending, 1 to 64 */
    static Statement of(String realm, String topic, String producer, KeyId signer, Instant created, byte[] commitment,
            List<KeyId> readers) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        for (var name : List.of(realm, topic, producer)) {
            var ascii = name.getBytes(StandardCharsets.US_ASCII);
            out.write(ascii.length);
            out.writeBytes(ascii);
        }
        out.writeBytes(longBytes(signer.value()));
        out.writeBytes(longBytes(created.toEpochMilli()));
        out.writeBytes(commitment);
        out.write(readers.size());
        readers.forEach(r -> out.writeBytes(longBytes(r.value())));
        return read(ByteBuffer.wrap(out.toByteArray()));
    }

    /**
     * Reads a statement from the buffer's position and leaves the position behind it.
     *
     * @throws NotAGrantException for whatever is not exactly a statement
     */
    static Statement read(ByteBuffer in) {
        int start = in.position();
        need(in, MAGIC.length);
        for (byte b : MAGIC)
            if (in.get() != b)
                throw new NotAGrantException("it does not begin with 47 53 01");
        var realm = name(in);
        var topic = name(in);
        var producer = name(in);
        need(in, KeyId.BYTES + 8 + COMMITMENT + 1);
        var signer = new KeyId(in.getLong());
        long created = in.getLong();
        if (created < 0)
            throw new NotAGrantException("its time of creation is beyond any clock");
        var commitment = new byte[COMMITMENT];
        in.get(commitment);
        int count = in.get() & 0xFF;
        if (count < 1 || count > MAX_READERS)
            throw new NotAGrantException("it has %d readers".formatted(count));
        need(in, count * KeyId.BYTES);
        var readers = new ArrayList<KeyId>(count);
        for (int i = 0; i < count; i++) {
            var reader = new KeyId(in.getLong());
            if (i > 0 && readers.get(i - 1).compareTo(reader) >= 0)
                throw new NotAGrantException("its readers are not strictly ascending");
            readers.add(reader);
        }
        var bytes = new byte[in.position() - start];
        in.get(start, bytes);
        return new Statement(realm, topic, producer, signer, Instant.ofEpochMilli(created), commitment, List.copyOf(readers),
                bytes);
    }

    private static String name(ByteBuffer in) {
        need(in, 1);
        int length = in.get() & 0xFF;
        if (length == 0)
            throw new NotAGrantException("a name is empty");
        need(in, length);
        var ascii = new byte[length];
        in.get(ascii);
        for (byte b : ascii)
            if (b < 0x21 || b > 0x7E)
                throw new NotAGrantException("a name has a character that is not visible ASCII");
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private static void need(ByteBuffer in, int bytes) {
        if (in.remaining() < bytes)
            throw new NotAGrantException("it ends too early");
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }
}
