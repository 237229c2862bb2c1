package dev.gatehouse.keys;

import java.security.SecureRandom;
import java.util.stream.Stream;

import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static dev.gatehouse.keys.VectorFile.hex;
import static org.assertj.core.api.Assertions.assertThat;

/** The primitives below the keys agree with everybody else's. */
class OutsideVectorsTest {
    @TestFactory
    Stream<DynamicTest> xWingAgreesWithItsDraft() {
        return VectorFile.tests("xwing.json", "ss", c -> {
            var own = OwnKeyVersion.fromSeeds(Keys.REALM, Keys.SERVICE, 1, hex(c.get("seed")), Keys.filled(7), Keys.FROM);
            assertThat(own.publicHalf().kem()).isEqualTo(hex(c.get("pk")));

            var key = new XWingPrivateKeyParameters(hex(c.get("seed")));
            assertThat(new XWingKEMExtractor(key).extractSecret(hex(c.get("ct")))).isEqualTo(hex(c.get("ss")));

            var sent = new XWingKEMGenerator(giving(hex(c.get("eseed")))).generateEncapsulated(key.getPublicKeyParameters());
            assertThat(sent.getEncapsulation()).isEqualTo(hex(c.get("ct")));
            assertThat(sent.getSecret()).isEqualTo(hex(c.get("ss")));
        });
    }

    @TestFactory
    Stream<DynamicTest> hpkeAgreesWithItsRfcAndWithTheDraftThatAddsXWing() {
        return VectorFile.tests("hpke.json", "name", c -> {
            var hpke = new HPKE(HPKE.mode_base, (short) c.get("kem").asInt(), (short) c.get("kdf").asInt(),
                    (short) c.get("aead").asInt());
            var key = hpke.deserializePrivateKey(hex(c.get("skRm")), null);
            assertThat(hpke.serializePublicKey(key.getPublic())).isEqualTo(hex(c.get("pkRm")));
            var receiver = hpke.setupBaseR(hex(c.get("enc")), key, hex(c.get("info")));
            for (JsonNode e : c.get("encryptions"))
                assertThat(receiver.open(hex(e.get("aad")), hex(e.get("ct")))).isEqualTo(hex(e.get("pt")));
        });
    }

    @TestFactory
    Stream<DynamicTest> signaturesAgreeWithWycheproof() {
        return VectorFile.tests("wycheproof-ed25519.json", "id", c -> {
            var signer = new PublicKeyVersion(Keys.REALM, Keys.SERVICE, 1, Keys.FIRST.publicHalf().kem(), hex(c.get("pk")),
                    Keys.FROM);
            assertThat(signer.verifies(hex(c.get("msg")), hex(c.get("sig")))).as(c.get("comment").asString())
                    .isEqualTo(c.get("result").asString().equals("valid"));
        });
    }

    private static SecureRandom giving(byte[] bytes) {
        return new SecureRandom() {
            private static final long serialVersionUID = 1;
            private int at;

            @Override
            public void nextBytes(byte[] target) {
                System.arraycopy(bytes, at, target, 0, target.length);
                at += target.length;
            }
        };
    }
}
