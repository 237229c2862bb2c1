package dev.gatehouse.sealing;

import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.List;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.internal.HpkeDecrypt;
import com.google.crypto.tink.hybrid.internal.HpkeEncrypt;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PublicKeyVersion;

import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static dev.gatehouse.sealing.Platform.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tink with Conscrypt, which shares no line with Bouncy Castle, opens our wraps, and we open those that it makes. */
class SecondImplementationTest {
    private static final OwnKeyVersion READER = key(SCHEDULER, 1);
    private final Platform platform = new Platform();

    @BeforeAll
    static void lendConscryptToTink() {
        Security.addProvider(Conscrypt.newProviderBuilder().setName("Conscrypt").build());
    }

    @AfterAll
    static void takeItBack() {
        Security.removeProvider("Conscrypt");
    }

    @Test
    void opensAWrapOfOurs() throws GeneralSecurityException {
        var forgery = new Forgery();
        var grant = forgery.grant();
        assertThat(decrypts(grant.wraps().getFirst(), info(grant))).isEqualTo(forgery.secret);
    }

    @Test
    void opensNothingUnderAnotherInfo() {
        var grant = new Forgery().grant();
        assertThatThrownBy(() -> decrypts(grant.wraps().getFirst(), Records.longerByOne(info(grant))))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void wrapsWhatWeOpen() throws GeneralSecurityException {
        var forgery = new Forgery();
        var ours = forgery.grant();
        var wrap = HpkeEncrypt.create(publicKey(READER.publicHalf())).encrypt(forgery.secret, info(ours));
        var theirs = new Grant(ours.statement(), ours.sid32(), ours.signature(), List.of(wrap));
        platform.log.file(READINGS, theirs.id().bytes(), theirs.bytes(), platform.now);
        assertThat(Verdicts.of(platform.reader(SCHEDULER).open(forgery.record(platform, theirs, INGEST)))).isEqualTo("OPENED");
    }

    private static byte[] info(Grant grant) {
        return Derivation.wrapInfo(grant.sid32(), SCHEDULER, READER.publicHalf());
    }

    private static byte[] decrypts(byte[] wrap, byte[] info) throws GeneralSecurityException {
        var seed = SecretBytes.copyFrom(Platform.kemSeed(SCHEDULER, 1), InsecureSecretKeyAccess.get());
        return HpkeDecrypt.create(HpkePrivateKey.create(publicKey(READER.publicHalf()), seed)).decrypt(wrap, info);
    }

    private static HpkePublicKey publicKey(PublicKeyVersion version) throws GeneralSecurityException {
        var suite = HpkeParameters.builder().setKemId(HpkeParameters.KemId.X_WING)
                .setKdfId(HpkeParameters.KdfId.HKDF_SHA256).setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                .setVariant(HpkeParameters.Variant.NO_PREFIX).build();
        return HpkePublicKey.create(suite, Bytes.copyFrom(version.kem()), null);
    }
}
