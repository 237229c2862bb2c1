package dev.gatehouse.tokens;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;

/** What the issuer published at a moment: public keys for signatures, each under an id of its own. */
record KeySet(Map<String, JWK> keys, Instant readAt) {
    /**
     * @throws ParseException when it is not understood whole; keys of unknown kinds and for other purposes are no part of it
     */
    static KeySet parse(String json, Instant now) throws ParseException {
        var keys = new HashMap<String, JWK>();
        var seen = new HashSet<String>();
        for (var key : JWKSet.parse(json).getKeys()) {
            if (key.getKeyID() == null)
                continue;
            // Two keys of one id: nobody can say which is meant.
            if (!seen.add(key.getKeyID()))
                keys.remove(key.getKeyID());
            else if (verifies(key))
                keys.put(key.getKeyID(), key);
        }
        return new KeySet(Map.copyOf(keys), now);
    }

    Optional<JWK> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    boolean isOlderThan(Duration age, Instant now) {
        return now.isAfter(readAt.plus(age));
    }

    /** A secret or private key in a public document is known to everybody. */
    private static boolean verifies(JWK key) {
        return !key.isPrivate() && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }
}
