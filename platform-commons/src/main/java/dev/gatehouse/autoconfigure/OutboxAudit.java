package dev.gatehouse.autoconfigure;

import java.time.InstantSource;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.names.TopicName;

/** Tells an operator what happens to the outbox. */
final class OutboxAudit implements Consumer<OutboxNotice> {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxAudit.class);
    private final Audit audit;
    private final InstantSource time;

    OutboxAudit(Audit audit, InstantSource time) {
        this.audit = audit;
        this.time = time;
    }

    @Override
    public void accept(OutboxNotice notice) {
        switch (notice) {
            case OutboxNotice.Active() -> LOG.info("this instance carries the outbox");
            case OutboxNotice.Passive(var cause, var failure) -> {
                LOG.warn("this instance cannot carry the outbox at the moment: {}", cause);
                LOG.debug("because of", failure);
            }
            case OutboxNotice.Waiting(var cause) -> LOG.warn("the outbox waits for the broker: {}", cause);
            case OutboxNotice.Resumed() -> LOG.info("the outbox is carried again");
            case OutboxNotice.Stopped(var topic, var row, var code, var detail) ->
                alarm("OUTBOX_STOPPED", topic,
                        "row %d of the outbox is refused, and nothing is sent past it: %s".formatted(row, detail));
            case OutboxNotice.GrantAgain(var topic, var session) ->
                alarm("GRANT_GONE", topic,
                        "the grant of session %s was gone from its topic and is sent again".formatted(session));
            case OutboxNotice.SessionAgain(var topic, var session) ->
                alarm("SESSION_ROW_GONE", topic, "session %s was gone from the database and is stored again".formatted(session));
        }
    }

    private void alarm(String code, TopicName topic, String detail) {
        LOG.warn("{}: {}", topic, detail);
        audit.write(new SecurityEvent(time.instant(), "outbox", code, null, topic.value(), null, null, null, detail));
    }
}
