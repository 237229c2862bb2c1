package dev.gatehouse.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;

/** Keeps of each subject the receipt with the greatest version, as a reader should, and what it was given in all. */
final class Shelf implements EventHandler<ReceiptGiven> {
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<String> given = new ArrayList<>();
    private final Map<String, EventMetadata> events = new HashMap<>();

    @Override
    public synchronized void handle(ReceiptGiven receipt, EventMetadata event) {
        given.add(receipt.text());
        events.put(receipt.text(), event);
        var subject = String.valueOf(event.subject());
        long version = event.version() == null ? 0 : event.version();
        if (version <= versions.getOrDefault(subject, 0L))
            return;
        versions.put(subject, version);
        texts.put(subject, receipt.text());
    }

    synchronized List<String> given() {
        return List.copyOf(given);
    }

    synchronized String at(String subject) {
        return texts.getOrDefault(subject, "nothing");
    }

    synchronized EventMetadata event(String text) {
        return Objects.requireNonNull(events.get(text), text);
    }
}
