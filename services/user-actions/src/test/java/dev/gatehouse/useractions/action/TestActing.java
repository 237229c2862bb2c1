package dev.gatehouse.useractions.action;

import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.test.ReadablePseudonyms;

/** Actions whose pseudonyms can be read, for tests of other packages. */
public final class TestActing {
    private TestActing() {}

    public static Actions sentTo(DirectEvents events) {
        return new Actions(events, new ReadablePseudonyms());
    }
}
