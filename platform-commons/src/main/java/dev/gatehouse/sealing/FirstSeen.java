package dev.gatehouse.sealing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Remembers what was noted when something was seen first; forgets the oldest beyond a bound. Thread-safe. */
final class FirstSeen<K, V> {
    private static final int MOST = 10_000;
    private final Map<K, V> notes = new LinkedHashMap<>();

    synchronized V of(K what, Supplier<V> note) {
        var known = notes.get(what);
        if (known != null)
            return known;
        if (notes.size() >= MOST)
            notes.remove(notes.keySet().iterator().next());
        var first = note.get();
        notes.put(what, first);
        return first;
    }

    synchronized void forget(K what) {
        notes.remove(what);
    }
}
