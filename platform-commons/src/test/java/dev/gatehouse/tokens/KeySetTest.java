package dev.gatehouse.tokens;

import java.text.ParseException;
import java.time.Instant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeySetTest {
    private final ECKey key = key();

    @Test
    void takesNoKeyWhosePrivatePartIsPublished() throws ParseException {
        assertThat(parse(key.toJSONString()).keys()).isEmpty();
        assertThat(parse(key.toPublicJWK().toJSONString()).keys()).containsOnlyKeys("one");
    }

    @Test
    void takesNoSharedSecret() throws ParseException {
        assertThat(parse("{\"kty\":\"oct\",\"kid\":\"one\",\"k\":\"AAAA\"}").keys()).isEmpty();
    }

    @Test
    void takesNeitherOfTwoKeysOfOneId() throws ParseException {
        var one = key.toPublicJWK().toJSONString();
        var other = key().toPublicJWK().toJSONString();

        assertThat(parse(one + "," + other).keys()).isEmpty();
        assertThat(parse(one + "," + other + "," + one).keys()).isEmpty();
    }

    @Test
    void passesOverKeysOfKindsThatItDoesNotKnow() throws ParseException {
        assertThat(parse("{\"kty\":\"NEW\",\"kid\":\"two\"}," + key.toPublicJWK().toJSONString()).keys()).containsOnlyKeys("one");
    }

    @Test
    void refusesWhatIsNoKeySet() {
        assertThatThrownBy(() -> KeySet.parse("[]", Instant.EPOCH)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> KeySet.parse("{}", Instant.EPOCH)).isInstanceOf(ParseException.class);
    }

    private static KeySet parse(String keys) throws ParseException {
        return KeySet.parse("{\"keys\":[" + keys + "]}", Instant.EPOCH);
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
