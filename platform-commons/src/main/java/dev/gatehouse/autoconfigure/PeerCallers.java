package dev.gatehouse.autoconfigure;

import java.security.cert.X509Certificate;
import java.util.List;

import dev.gatehouse.identity.Peer;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** Services of this realm, the operator among them. */
final class PeerCallers implements Callers {
    private static final ServiceName OPERATOR = new ServiceName("operator");

    private final Realm realm;

    PeerCallers(Realm realm) {
        this.realm = realm;
    }

    @Override
    public Caller of(X509Certificate certificate) {
        return switch (Peer.of(certificate, realm)) {
            case Peer.Known known -> new Caller.Admitted(known.service(), roles(known.service()));
            case Peer.Refused refused ->
                new Caller.Refused(WebRefusal.NOT_A_SERVICE, "%s: %s".formatted(refused.code(), refused.reason()));
        };
    }

    private static List<String> roles(ServiceName service) {
        return service.equals(OPERATOR) ? List.of(Roles.SERVICE, Roles.OPERATOR) : List.of(Roles.SERVICE);
    }
}
