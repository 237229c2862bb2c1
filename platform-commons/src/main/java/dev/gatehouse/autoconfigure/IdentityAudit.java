package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.identity.IdentityAlarm;

/** Tells an operator when the renewal of the identity does not go as it should. */
final class IdentityAudit {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityAudit.class);
    private final Audit audit;
    private final InstantSource time;

    IdentityAudit(Audit audit, InstantSource time) {
        this.audit = audit;
        this.time = time;
    }

    void alarm(IdentityAlarm alarm) {
        var code = switch (alarm) {
            case IdentityAlarm.NextRefused refused -> "NEXT_IDENTITY_REFUSED";
            case IdentityAlarm.NotShown not -> "IDENTITY_NOT_SHOWN";
            case IdentityAlarm.NotRenewed not -> "IDENTITY_NOT_RENEWED";
            case IdentityAlarm.Expired expired -> "IDENTITY_EXPIRED";
        };
        var detail = switch (alarm) {
            case IdentityAlarm.NextRefused(var problems) -> "the next identity is not used, the one before stays: " + problems;
            case IdentityAlarm.NotShown(var cause) -> "a port still shows the identity before, and is told again: " + cause;
            case IdentityAlarm.NotRenewed(var remaining) ->
                "a quarter of its life or less is left and there is no next one: %d s remain".formatted(remaining.toSeconds());
            case IdentityAlarm.Expired() -> "nothing connects any more until there is a next one, which is then used at once";
        };
        LOG.warn("{}: {}", code, detail);
        audit.write(SecurityEvent.of(time.instant(), "identity", code).saying(detail));
    }
}
