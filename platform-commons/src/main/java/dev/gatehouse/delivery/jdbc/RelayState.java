package dev.gatehouse.delivery.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.delivery.OutboxNotice;

/** What is told of the relay: by notices when something begins, by numbers at any time. Written by the relay's thread. */
final class RelayState {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOPPED = Duration.ofSeconds(30);

    private final Consumer<OutboxNotice> notices;
    private final InstantSource clock;
    private final Horizon horizon = new Horizon();
    private volatile boolean active;
    private volatile long backlog = -1;
    private volatile @Nullable OutboxNotice trouble;
    private Duration pause = SHORTEST;
    private String passive = "";

    RelayState(InstantSource clock, Consumer<OutboxNotice> notices) {
        this.clock = clock;
        this.notices = notices;
    }

    void activated() {
        active = true;
        passive = "";
        notices.accept(new OutboxNotice.Active());
    }

    /** The database is not to be had: told once, until it was. */
    void passive(Throwable cause) {
        var name = cause instanceof SQLException sql
                ? "%s %s".formatted(cause.getClass().getSimpleName(), sql.getSQLState())
                : cause.getClass().getSimpleName();
        boolean news = active || !name.equals(passive);
        active = false;
        backlog = -1;
        passive = name;
        if (news)
            notices.accept(new OutboxNotice.Passive(name, cause));
    }

    void endedTurn() {
        active = false;
        backlog = -1;
    }

    void counted(long rows, OutboxTable.Transactions transactions) {
        backlog = rows;
        horizon.see(transactions, clock.instant());
    }

    /** @return how long to wait before it is tried again */
    Duration failed(RelayTurn.Failure failure) {
        var code = failure.why().code();
        tell(code.retryable()
                ? new OutboxNotice.Waiting(String.valueOf(failure.why().getMessage()))
                : new OutboxNotice.Stopped(failure.event().topic(), failure.event().id(), code,
                        String.valueOf(failure.why().getMessage())));
        var now = pause;
        var longest = code.retryable() ? LONGEST : LONGEST_STOPPED;
        pause = now.multipliedBy(2).compareTo(longest) > 0 ? longest : now.multipliedBy(2);
        return now;
    }

    private void tell(OutboxNotice notice) {
        var before = trouble;
        trouble = notice;
        if (!notice.equals(before))
            notices.accept(notice);
    }

    void resumed() {
        pause = SHORTEST;
        if (trouble == null)
            return;
        trouble = null;
        notices.accept(new OutboxNotice.Resumed());
    }

    boolean isActive() {
        return active;
    }

    boolean isStopped() {
        return trouble instanceof OutboxNotice.Stopped;
    }

    OptionalLong backlog() {
        return backlog < 0 ? OptionalLong.empty() : OptionalLong.of(backlog);
    }

    Duration horizonAge() {
        return horizon.age(clock.instant());
    }
}
