package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a talkative broker has seen: for each client id the serials of the certificates under which it made requests. The log
 * tells of each connection which certificate it was made with, and of each request its connection and its client id.
 */
final class BrokerSight {
    private static final Pattern CONNECTION = Pattern.compile("port ([0-9]+) shows CN=([a-z-]+) with serial ([0-9a-f]+)");
    private static final Pattern REQUEST = Pattern
            .compile("\"clientId\":\"([a-z]+-[a-z]+)-[^\"]*\".*\"connection\":\"[^\"]*-[^\"]*:([0-9]+)-[0-9]+-[0-9]+\"");

    private BrokerSight() {}

    /** By service and purpose, the parts of a client id that are the same at each start. */
    static Map<String, Set<String>> serials(Path log) {
        var shown = new HashMap<String, String>();
        var seen = new TreeMap<String, Set<String>>();
        try (var lines = Files.lines(log)) {
            lines.forEach(line -> {
                var connection = CONNECTION.matcher(line);
                var request = REQUEST.matcher(line);
                if (connection.find())
                    shown.put(connection.group(1), connection.group(3));
                else if (request.find() && shown.containsKey(request.group(2)))
                    seen.computeIfAbsent(request.group(1), id -> new LinkedHashSet<>()).add(shown.get(request.group(2)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen;
    }
}
