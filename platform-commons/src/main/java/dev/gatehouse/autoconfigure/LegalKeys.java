package dev.gatehouse.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The keys that a record of properties knows. */
record LegalKeys(List<String> all) {
    static LegalKeys of(Class<?> properties, String prefix) {
        return new LegalKeys(keys(properties, prefix).sorted().toList());
    }

    String nearest(String key) {
        return all.stream().min(Comparator.comparingInt(legal -> distance(legal, key))).orElseThrow();
    }

    private static Stream<String> keys(Class<?> type, String prefix) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> keys(component, prefix));
    }

    private static Stream<String> keys(RecordComponent component, String prefix) {
        var key = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return component.getType().isRecord() ? keys(component.getType(), key) : Stream.of(key);
    }

    /** Levenshtein's: how many characters to insert, delete or replace. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
