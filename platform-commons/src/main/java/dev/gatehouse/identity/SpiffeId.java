package dev.gatehouse.identity;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** A service of a realm as a URI, {@code spiffe://<realm>/<service>} (SPIFFE-ID §2; the trust domain is the realm, the path one segment). */
record SpiffeId(Realm realm, ServiceName service) {
    private static final Pattern SHAPE = Pattern.compile("spiffe://([^/]*)/([^/]*)");

    /** Empty for everything but the one shape that we write: no port, query, second segment, escape or other case. */
    static Optional<SpiffeId> of(String uri) {
        var match = SHAPE.matcher(uri);
        if (!match.matches())
            return Optional.empty();
        try {
            return Optional.of(new SpiffeId(new Realm(match.group(1)), new ServiceName(match.group(2))));
        } catch (IllegalArgumentException notANameOfOurs) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "spiffe://%s/%s".formatted(realm, service);
    }
}
