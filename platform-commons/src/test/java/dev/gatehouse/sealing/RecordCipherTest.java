package dev.gatehouse.sealing;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import dev.gatehouse.keys.VectorFile;

import static dev.gatehouse.keys.VectorFile.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** AES-256-GCM of the JDK, as records use it. */
class RecordCipherTest {
    private static final List<Header> HEADERS = Platform.headers("1", Platform.INGEST);

    /** Not through {@link RecordCipher}, whose nonce begins with eight zero bytes. */
    @TestFactory
    Stream<DynamicTest> agreesWithWycheproof() {
        return VectorFile.tests("wycheproof-aes-gcm.json", "id", RecordCipherTest::judge);
    }

    private static void judge(JsonNode c) throws GeneralSecurityException {
        var message = hex(c.get("msg"));
        var expected = concat(hex(c.get("ct")), hex(c.get("tag")));
        if (c.get("result").asString().equals("valid")) {
            var sealed = new byte[Envelope.HEADER + message.length + Envelope.TAG];
            cipher(Cipher.ENCRYPT_MODE, c).doFinal(message, 0, message.length, sealed, Envelope.HEADER);
            assertThat(Arrays.copyOfRange(sealed, Envelope.HEADER, sealed.length)).isEqualTo(expected);
            assertThat(cipher(Cipher.DECRYPT_MODE, c).doFinal(expected)).isEqualTo(message);
        } else {
            assertThatThrownBy(() -> cipher(Cipher.DECRYPT_MODE, c).doFinal(expected)).isInstanceOf(AEADBadTagException.class);
        }
    }

    private static Cipher cipher(int mode, JsonNode c) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(mode, new SessionKey(hex(c.get("key"))), new GCMParameterSpec(8 * Envelope.TAG, hex(c.get("iv"))));
        cipher.updateAAD(hex(c.get("aad")));
        return cipher;
    }

    @Test
    void isOfUseAfterItMetAWipedKey() throws GeneralSecurityException {
        RecordCipher.borrow();
        var fresh = RecordCipher.borrow();
        fresh.bind(null, HEADERS);
        var wiped = new SessionKey(new byte[32]);
        wiped.destroy();
        var value = new byte[Envelope.OVERHEAD + 1];
        assertThatThrownBy(() -> fresh.encrypt(wiped, value, new byte[1]))
                .isInstanceOf(IllegalStateException.class);
        fresh.encrypt(new SessionKey(new byte[32]), value, new byte[]{7});
        assertThat(fresh.decrypt(new SessionKey(new byte[32]), value)).containsExactly(7);
    }

    @Test
    void isOfUseAfterARecordThatWasTamperedWith() throws GeneralSecurityException {
        var cipher = RecordCipher.borrow();
        cipher.bind(null, HEADERS);
        var key = new SessionKey(new byte[32]);
        var value = new byte[Envelope.OVERHEAD + 1];
        cipher.encrypt(key, value, new byte[]{7});
        assertThatThrownBy(() -> cipher.decrypt(key, Records.flipped(value, 200)))
                .isInstanceOf(AEADBadTagException.class);
        assertThat(cipher.decrypt(key, value)).containsExactly(7);
    }

    @Test
    void takesKeysAndHeadersBeyondItsBuffer() throws GeneralSecurityException {
        var cipher = RecordCipher.borrow();
        var key = new SessionKey(new byte[32]);
        var value = new byte[Envelope.OVERHEAD];
        var recordKey = new byte[100_000];
        cipher.bind(recordKey, HEADERS);
        cipher.encrypt(key, value, new byte[0]);
        cipher.giveBack();
        var again = RecordCipher.borrow();
        again.bind(recordKey, HEADERS);
        assertThat(again.decrypt(key, value)).isEmpty();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        var out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
