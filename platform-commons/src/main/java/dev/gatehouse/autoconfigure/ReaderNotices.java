package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthSuccessfulEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.names.TopicName;

/**
 * What the container of one topic tells of its connection. A refusal by the broker is told of once, however often it is met,
 * and again only after the reader was let in; the framework's own words for each try are turned off.
 */
final class ReaderNotices implements ApplicationEventPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderNotices.class);
    private final TopicName topic;
    private final Audit audit;
    private final InstantSource time;
    private boolean refused;

    /** Why a reader gets no records. */
    enum Code {
        /** The broker does not let this service read. */
        READ_DENIED,
        /** The broker does not take this service's certificate. */
        NOT_AUTHENTICATED,
        /** Nobody reads the topic any more, for a reason that trying again does not mend. */
        READING_ENDED
    }

    ReaderNotices(TopicName topic, Audit audit, InstantSource time) {
        this.topic = topic;
        this.audit = audit;
        this.time = time;
    }

    @Override
    public synchronized void publishEvent(Object event) {
        switch (event) {
            case ConsumerRetryAuthEvent denied when !refused -> {
                refused = true;
                tell(denied.getReason() == ConsumerRetryAuthEvent.Reason.AUTHORIZATION
                        ? Code.READ_DENIED
                        : Code.NOT_AUTHENTICATED, "the broker refuses, and is asked again every 5 s");
            }
            case ConsumerRetryAuthSuccessfulEvent let -> {
                refused = false;
                LOG.info("{} is read again: the broker lets this service in", topic);
            }
            case ConsumerStoppedEvent stopped when isFault(stopped.getReason()) ->
                tell(Code.READING_ENDED, "the reader stopped: %s".formatted(stopped.getReason()));
            default -> {
            }
        }
    }

    private void tell(Code code, String detail) {
        LOG.warn("{} is not read: {}", topic, detail);
        audit.write(new SecurityEvent(time.instant(), "events", code.name(), null, topic.value(), null, null, null, detail));
    }

    private static boolean isFault(ConsumerStoppedEvent.Reason reason) {
        return reason != ConsumerStoppedEvent.Reason.NORMAL;
    }
}
