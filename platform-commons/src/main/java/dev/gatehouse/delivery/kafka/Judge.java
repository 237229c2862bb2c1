package dev.gatehouse.delivery.kafka;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.PayloadRefusedException;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.Verdict;

/** Opens a record and reads what is in it. Thread-safe. */
final class Judge {
    private final Opener opener;
    private final Handlers handlers;

    Judge(Opener opener, Handlers handlers) {
        this.opener = opener;
        this.handlers = handlers;
    }

    Judged of(TopicContract topic, SealedRecord record) {
        return switch (opener.open(record)) {
            case Verdict.Opened opened -> read(topic, opened);
            case Verdict.Refused(var code, var detail) -> new Judged.Bad(code, detail);
            case Verdict.Skipped() -> new Judged.Passed();
            case Verdict.Pending(var reason) -> new Judged.Waiting(reason);
        };
    }

    private Judged read(TopicContract topic, Verdict.Opened opened) {
        try {
            var event = Attributes.read(opened.headers(), topic.topic(), opened.producer());
            if (!topic.events().containsKey(event.type()))
                return new Judged.Bad(RefusalCode.BAD_PAYLOAD, "its type is not declared on the topic");
            var effect = new Effect(handlers.find(event.type()).orElse(null), opened.payload(), event);
            return new Judged.Event(event, opened.sessionCreated(), effect);
        } catch (PayloadRefusedException e) {
            return new Judged.Bad(RefusalCode.BAD_PAYLOAD, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            // Whatever a record class throws is its record's affair; an Error let through would stop the container for good.
            return new Judged.Bad(RefusalCode.NOT_APPLIED, e.getClass().getSimpleName());
        }
    }
}
