package dev.gatehouse.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.events.Events;
import dev.gatehouse.events.NotSentException;

/** Notes the id of each letter in the clerk's own table, publishes a receipt with its text, and fails behind that at some. */
final class ReceiptForEachLetter implements EventHandler<LetterSent> {
    private final Map<String, Runnable> faults = new ConcurrentHashMap<>();
    private volatile @Nullable ApplicationContext service;

    /** The service in which it handles; letters wait until it is known. */
    void in(ApplicationContext known) {
        service = known;
    }

    @Override
    public void handle(LetterSent letter, EventMetadata event) {
        var own = service;
        if (own == null)
            throw new NotSentException(NotSentException.Code.UNAVAILABLE, "not yet");
        own.getBean(JdbcClient.class).sql("INSERT INTO letter (text, subject) VALUES (?, 'none')").param(event.id().value())
                .update();
        own.getBean(Events.class).publish(new ReceiptGiven(letter.text(), 1),
                About.about("receipt-" + event.id(), 1).because(Cause.of(event)));
        var fault = faults.get(letter.text());
        if (fault != null)
            fault.run();
    }

    void failAt(String text, Runnable fault) {
        faults.put(text, fault);
    }

    void heal(String text) {
        faults.remove(text);
    }
}
