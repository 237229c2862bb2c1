package dev.gatehouse.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyIdTest {
    private static final byte[] KEM = {1, 2, 3};
    private static final byte[] SIGN = {4, 5};

    @Test
    void isAHashOfRealmServiceAndBothKeysEachAfterItsLength() throws Exception {
        var hashed = new ByteArrayOutputStream();
        for (var part : new byte[][]{"local-test".getBytes(StandardCharsets.US_ASCII),
                "billing".getBytes(StandardCharsets.US_ASCII), KEM, SIGN}) {
            hashed.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
            hashed.writeBytes(part);
        }
        var sha = MessageDigest.getInstance("SHA-256").digest(hashed.toByteArray());
        assertThat(id("local-test", "billing", KEM, SIGN)).hasToString(HexFormat.of().formatHex(sha, 0, 8));
    }

    @Test
    void dependsOnEveryPartAndOnWhereEachEnds() {
        var id = id("local-test", "billing", KEM, SIGN);
        assertThat(id("local-tes", "tbilling", KEM, SIGN)).isNotEqualTo(id);
        assertThat(id("local-test", "billing", new byte[]{1, 2}, new byte[]{3, 4, 5})).isNotEqualTo(id);
        assertThat(id("local-test", "billing", KEM, SIGN)).isEqualTo(id);
    }

    @Test
    void isOrderedAsUnsignedBytes() {
        assertThat(KeyId.parse("7fffffffffffffff")).isLessThan(KeyId.parse("8000000000000000"));
        assertThat(KeyId.parse("0000000000000000")).isLessThan(KeyId.parse("ffffffffffffffff"));
    }

    @Test
    void readsWhatItWrites() {
        assertThat(KeyId.parse("00ff10c0ffee1234")).hasToString("00ff10c0ffee1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00ff10c0ffee123", "00ff10c0ffee12345", "00ff10c0ffee123g", "../../etc/passwd"})
    void refusesAnythingButSixteenHexadecimalDigits(String text) {
        assertThatThrownBy(() -> KeyId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static KeyId id(String realm, String service, byte[] kem, byte[] sign) {
        return KeyId.of(new Realm(realm), new ServiceName(service), kem, sign);
    }
}
