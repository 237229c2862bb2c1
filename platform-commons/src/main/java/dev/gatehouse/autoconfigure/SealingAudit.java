package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.contract.ContractChange;
import dev.gatehouse.sealing.SealingAlarm;

/** Tells an operator about the state of sealing sessions, contract and directory. */
final class SealingAudit {
    private static final Logger LOG = LoggerFactory.getLogger(SealingAudit.class);
    private final Audit audit;
    private final InstantSource time;
    private String keyProblem = "";

    SealingAudit(Audit audit, InstantSource time) {
        this.audit = audit;
        this.time = time;
    }

    void alarm(SealingAlarm alarm) {
        var code = switch (alarm) {
            case SealingAlarm.PendingReaders pending -> "PENDING_READERS";
            case SealingAlarm.NoReader none -> "NO_READER";
            case SealingAlarm.NotAnnounced not -> "GRANT_NOT_PUBLISHED";
            case SealingAlarm.DirectoryTooOld old -> "DIRECTORY_TOO_OLD";
            case SealingAlarm.SignerRevoked revoked -> "SIGNER_REVOKED";
        };
        var detail = switch (alarm) {
            case SealingAlarm.PendingReaders(var topic, var readers) ->
                "sealed without " + readers + ", whose keys are not published yet";
            case SealingAlarm.NoReader(var topic) -> "no declared reader has published a key: events are refused until one has";
            case SealingAlarm.NotAnnounced(var topic, var cause) -> "the grant is tried again: " + cause;
            case SealingAlarm.DirectoryTooOld(var topic) -> "no new session is made from a directory read more than 24 h ago";
            case SealingAlarm.SignerRevoked(var topic) -> "this service's own key is revoked: it needs a new version";
        };
        LOG.warn("{}: {}", alarm.topic(), detail);
        audit.write(new SecurityEvent(time.instant(), "sealing", code, null, alarm.topic().value(), null, null, null, detail));
    }

    void contract(String problem) {
        other("contract", "CONTRACT_NOT_READ", problem);
    }

    /** Nobody is woken up by it: whoever applied the catalog wanted it. */
    void changed(ContractChange change) {
        var detail = switch (change) {
            case ContractChange.Reads reads -> "is read from now on";
            case ContractChange.ReadsNoMore ended -> "is not read any more";
            case ContractChange.Writes writes -> "is written from now on";
            case ContractChange.WritesNoMore ended -> "is not written any more; its sealing sessions are wiped";
            case ContractChange.Readers(var topic, var added, var removed) ->
                "is sealed %s from now on".formatted(removed.isEmpty()
                        ? "for %s too".formatted(added)
                        : added.isEmpty()
                                ? "without %s".formatted(removed)
                                : "for %s too, and without %s".formatted(added, removed));
            case ContractChange.Terms terms -> "has other terms";
        };
        LOG.info("{} {}, by a new contract", change.topic(), detail);
        audit.write(new SecurityEvent(time.instant(), "contract", "CONTRACT_CHANGED", null, change.topic().value(), null, null,
                null, detail));
    }

    void directory(String problem) {
        other("keys", "DIRECTORY_ENTRY_REFUSED", problem);
    }

    /** Reads the own keys anew; a problem is told once, until it is over or another one. */
    void keys(Runnable refresh) {
        try {
            refresh.run();
            keyProblem = "";
        } catch (RuntimeException e) {
            var problem = String.valueOf(e.getMessage());
            if (!problem.equals(keyProblem))
                other("keys", "OWN_KEYS_NOT_READ", problem);
            keyProblem = problem;
        }
    }

    private void other(String kind, String code, String problem) {
        LOG.warn("{}", problem);
        audit.write(SecurityEvent.of(time.instant(), kind, code).saying(problem));
    }
}
