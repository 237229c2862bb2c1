package dev.gatehouse.identity;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Replaces the current identity by the next one while everything runs. Nobody sees an identity that was not checked, and a bad
 * one never takes the place of a good one: the last good one stays, also beyond its end, so that a late renewal needs no
 * restart. Thread-safe.
 */
public final class RotatingIdentity {
    private final IdentitySource source;
    private final IdentityCheck check;
    private final CurrentIdentity current;
    private final Consumer<ServiceIdentity> face;
    private final Consumer<IdentityAlarm> alarms;
    private RotationCount count = RotationCount.NONE;
    private String complaint = "";
    private boolean shown = true;
    private @Nullable Stage toldOf;

    /** How near the end of the current identity is, as far as it was told. */
    private enum Stage {
        ENDING, ENDED
    }

    /**
     * Changes nothing before the first {@link #look}.
     *
     * @param face is told after a change, for whoever has to be handed the identity instead of asking for it; told again each
     *        time until it throws nothing
     * @param alarms told once when something begins to be wrong, and again when something else is
     */
    public RotatingIdentity(IdentitySource source, IdentityCheck check, CurrentIdentity current, Consumer<ServiceIdentity> face,
            Consumer<IdentityAlarm> alarms) {
        this.source = source;
        this.check = check;
        this.current = current;
        this.face = face;
        this.alarms = alarms;
    }

    /** To be called each second. Throws nothing that a source, a face or a listener of alarms does not throw beyond its contract. */
    public synchronized void look(Instant now) {
        try {
            if (source.hasNext(current.get(), now))
                take(source.read(), now);
            else if (shown)
                complaint = "";
        } catch (NoIdentityException none) {
            refuse(none.problems(), now);
        }
        if (!shown)
            show(now);
        watch(now);
    }

    /** What has happened so far. */
    public synchronized RotationCount count() {
        return count;
    }

    private void take(ServiceIdentity next, Instant now) {
        var problems = check.problems(next, now);
        if (!problems.isEmpty()) {
            refuse(problems, now);
            return;
        }
        current.replaceWith(next);
        count = count.rotated(now);
        complaint = "";
        toldOf = null;
        shown = false;
    }

    private void refuse(List<IdentityProblem> problems, Instant now) {
        var said = problems.stream().map(IdentityProblem::toString).collect(Collectors.joining("; "));
        // By the faults: the words may hold the time of day.
        fail(new IdentityAlarm.NextRefused(said), problems.stream().map(IdentityProblem::fault).toList().toString(), said, now);
    }

    private void show(Instant now) {
        try {
            face.accept(current.get());
            shown = true;
        } catch (RuntimeException refused) {
            var said = refused.getClass().getSimpleName();
            fail(new IdentityAlarm.NotShown(said), said, said, now);
        }
    }

    /** Counted and told once, not each second. */
    private void fail(IdentityAlarm alarm, String kind, String said, Instant now) {
        if (kind.equals(complaint))
            return;
        complaint = kind;
        count = count.failed(now, said);
        alarms.accept(alarm);
    }

    private void watch(Instant now) {
        var identity = current.get();
        var stage = !identity.remaining(now).isPositive() ? Stage.ENDED : identity.isEnding(now) ? Stage.ENDING : null;
        if (stage == null || stage == toldOf)
            return;
        toldOf = stage;
        alarms.accept(stage == Stage.ENDED ? new IdentityAlarm.Expired() : new IdentityAlarm.NotRenewed(identity.remaining(now)));
    }
}
