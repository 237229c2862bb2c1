package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.OperatorAct;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.keys.local.LocalKeys;

/** The service's own key versions on its peer port, for the operator: a look at them, and the order to make the next one. */
@WebEndpoint(id = KeysEndpoint.ID)
final class KeysEndpoint {
    static final String ID = "keys";

    private final LocalKeys keys;
    private final LocalDirectory directory;
    private final Contracts contracts;
    private final Duration lead;
    private final Audit audit;
    private final InstantSource time;

    /**
     * What an operator sees of a version; nothing of a key.
     *
     * @param signs whether it is the one that signs now, and that others seal to
     */
    record Version(int version, String keyId, Instant activeFrom, @Nullable Instant revokedAt, boolean loaded, boolean signs) {}

    KeysEndpoint(LocalKeys keys, LocalDirectory directory, Contracts contracts, Duration lead, Audit audit, InstantSource time) {
        this.keys = keys;
        this.directory = directory;
        this.contracts = contracts;
        this.lead = lead;
        this.audit = audit;
        this.time = time;
    }

    /** Versions that are loaded, and those that are published under this service's name and are not. */
    @ReadOperation
    Map<String, List<Version>> versions() {
        return Map.of("versions", OwnVersions.of(keys, directory.latest(), time.instant()));
    }

    @WriteOperation
    WebEndpointResponse<Object> next() {
        // Before anything is made: whatever fails then, somebody had ordered it.
        audit(OperatorAct.KEY_VERSION_ORDERED, "a next key version");
        look();
        return switch (keys.next(directory.latest(), lead)) {
            case LocalKeys.Next.Made(var version) -> made(version);
            case LocalKeys.Next.Barred(var since) -> {
                if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
                    Refusal.type(request.getRequest(), WebRefusal.SERVICE_REVOKED.type());
                yield new WebEndpointResponse<>(Map.of("type", WebRefusal.SERVICE_REVOKED.type(), "status",
                        WebRefusal.SERVICE_REVOKED.status(), "revokedAt", since), WebRefusal.SERVICE_REVOKED.status());
            }
        };
    }

    private WebEndpointResponse<Object> made(OwnKeyVersion version) {
        audit(OperatorAct.KEY_VERSION_MADE,
                "%s, active from %s".formatted(version.publicHalf(), version.publicHalf().activeFrom()));
        look();
        return new WebEndpointResponse<>(
                OwnVersions.of(keys, directory.latest(), time.instant()).stream()
                        .filter(v -> v.version() == version.publicHalf().version()).findFirst().orElseThrow(),
                WebEndpointResponse.STATUS_OK);
    }

    private void audit(OperatorAct act, String detail) {
        // Not as a parameter: then a request would have to say the type of a body that it has not.
        var who = SecurityContextHolder.getContext().getAuthentication();
        audit.write(SecurityEvent.of(time.instant(), "operator", act.name()).about(who == null ? null : who.getName())
                .saying(detail));
    }

    private void look() {
        directory.refresh(contracts.latest().contract().neighbours());
    }
}
