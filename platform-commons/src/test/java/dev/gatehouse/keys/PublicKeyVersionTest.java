package dev.gatehouse.keys;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.math.BigInteger.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever may write into the directory can put any bytes there. */
class PublicKeyVersionTest {
    private static final PublicKeyVersion GOOD = Keys.FIRST.publicHalf();

    @Test
    void refusesAVersionBelowOne() {
        assertThatThrownBy(() -> new PublicKeyVersion(Keys.REALM, Keys.SERVICE, 0, GOOD.kem(), GOOD.sign(), Keys.FROM))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("version");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 1184, 1215, 1217})
    void refusesAnXWingKeyOfAnotherSize(int size) {
        assertRefused(Arrays.copyOf(GOOD.kem(), size), GOOD.sign(), "bytes instead of 1216");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void refusesAnEd25519KeyOfAnotherSize(int size) {
        assertRefused(GOOD.kem(), Arrays.copyOf(GOOD.sign(), size), "bytes instead of 32");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 766, 767})
    void refusesACoefficientThatIsTheModulus(int coefficient) {
        assertRefused(withCoefficient(coefficient, 3329), GOOD.sign(), "modulus");
        assertThat(new PublicKeyVersion(Keys.REALM, Keys.SERVICE, 1, withCoefficient(coefficient, 3328), GOOD.sign(), Keys.FROM)
                .id()).isNotEqualTo(GOOD.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000080"})
    void refusesAnX25519PointOfLowOrder(String point) {
        var kem = GOOD.kem();
        System.arraycopy(HexFormat.of().parseHex(point), 0, kem, 1184, 32);
        assertRefused(kem, GOOD.sign(), "low order");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "0200000000000000000000000000000000000000000000000000000000000000",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"})
    void refusesAnEd25519PointOfLowOrderOrNone(String point) {
        assertRefused(GOOD.kem(), HexFormat.of().parseHex(point), "no point");
    }

    @Test
    void refusesAnEd25519PointWithAPartOfLowOrder() {
        // (x, y) + (0, -1) = (-x, -y): on the curve, of order 2L instead of L.
        var y = new BigInteger(1, reversed(GOOD.sign())).clearBit(255);
        var negative = TWO.pow(255).subtract(BigInteger.valueOf(19)).subtract(y);
        boolean sign = (GOOD.sign()[31] & 0x80) == 0;
        var mixed = reversed(Arrays.copyOfRange((sign ? negative.setBit(255) : negative).setBit(256).toByteArray(), 1, 33));
        assertRefused(GOOD.kem(), mixed, "right order");
    }

    @Test
    void keepsAndGivesCopiesOfItsKeys() {
        var kem = GOOD.kem();
        var version = new PublicKeyVersion(Keys.REALM, Keys.SERVICE, 1, kem, GOOD.sign(), Keys.FROM);
        kem[0] ^= 1;
        version.kem()[0] ^= 1;
        version.sign()[0] ^= 1;
        assertThat(version.kem()).isEqualTo(GOOD.kem());
        assertThat(version.sign()).isEqualTo(GOOD.sign());
    }

    @Test
    void verifiesNothingOfAnotherLengthThan64() {
        var signature = Keys.FIRST.sign(new byte[]{1});
        assertThat(GOOD.verifies(new byte[]{1}, signature)).isTrue();
        assertThat(GOOD.verifies(new byte[]{1}, Arrays.copyOf(signature, 63))).isFalse();
        assertThat(GOOD.verifies(new byte[]{1}, Arrays.copyOf(signature, 65))).isFalse();
        assertThat(GOOD.verifies(new byte[]{2}, signature)).isFalse();
    }

    private static byte[] reversed(byte[] bytes) {
        var out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++)
            out[i] = bytes[bytes.length - 1 - i];
        return out;
    }

    private static void assertRefused(byte[] kem, byte[] sign, String why) {
        assertThatThrownBy(() -> new PublicKeyVersion(Keys.REALM, Keys.SERVICE, 1, kem, sign, Keys.FROM))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }

    /** Two coefficients of 12 bits lie in three bytes (FIPS 203, 4.2.1). */
    private static byte[] withCoefficient(int index, int value) {
        var kem = GOOD.kem();
        int at = index / 2 * 3;
        if (index % 2 == 0) {
            kem[at] = (byte) value;
            kem[at + 1] = (byte) ((kem[at + 1] & 0xF0) | (value >> 8));
        } else {
            kem[at + 1] = (byte) ((kem[at + 1] & 0x0F) | (value << 4));
            kem[at + 2] = (byte) (value >> 4);
        }
        return kem;
    }
}
