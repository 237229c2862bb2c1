package dev.gatehouse.benchmarks.revoke;

import java.util.Locale;
import java.util.regex.Pattern;

/** The service that is cut off, one topic that it reads, and one that it writes. */
record Subject(String service, String reads, String writes) {
    String grants() {
        return reads + ".grants";
    }

    String quarantine() {
        return reads + ".quarantine." + service;
    }

    /** As {@code demo.json} names the address of its peer port. */
    String peer() {
        return Pattern.compile("-(.)").matcher(service).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT)) + "Peer";
    }
}
