package dev.gatehouse.authorization.vault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Something that has to be at a path, with these settings.
 *
 * @param what for people
 * @param path where it is read and made
 * @param changed where its settings are changed once it is there
 * @param fixed settings that cannot be changed any more
 */
record Wish(String what, String path, String changed, Map<String, Object> fixed, Map<String, Object> settings) {
    static Wish of(String what, String path, Map<String, Object> settings) {
        return new Wish(what, path, path, Map.of(), settings);
    }

    /** What is to be done; empty when it is as it should be. */
    List<VaultMending> difference(Optional<Map<String, Object>> there) {
        if (there.isEmpty()) {
            var all = new TreeMap<>(settings);
            all.putAll(fixed);
            return List.of(VaultMending.write("%s is missing".formatted(what), path, all));
        }
        var mendings = new ArrayList<VaultMending>();
        var broken = differing(fixed, there.get());
        if (!broken.isEmpty())
            mendings.add(VaultMending
                    .judge("%s has %s, which cannot be undone: see what came of it, and make another".formatted(what, broken)));
        var changes = differing(settings, there.get());
        if (!changes.isEmpty())
            mendings.add(VaultMending.write("%s has %s".formatted(what, changes), changed, settings));
        return mendings;
    }

    private static String differing(Map<String, Object> wanted, Map<String, Object> there) {
        return wanted.entrySet().stream().filter(setting -> !same(setting.getValue(), there.get(setting.getKey())))
                .map(setting -> "another %s than %s".formatted(setting.getKey(), shown(setting.getValue()))).sorted()
                .collect(Collectors.joining(", "));
    }

    /** A server leaves out what is empty, and orders lists as it likes. */
    private static boolean same(Object wanted, @Nullable Object there) {
        return switch (wanted) {
            case Map<?, ?> map -> there instanceof Map<?, ?> other
                    && map.entrySet().stream().allMatch(e -> same(Objects.requireNonNull(e.getValue()), other.get(e.getKey())));
            case Collection<?> list -> sorted(list).equals(there instanceof Collection<?> other ? sorted(other) : List.of());
            case Number number -> there instanceof Number other && number.longValue() == other.longValue();
            case String text -> text.strip().equals(there == null ? "" : there.toString().strip());
            default -> wanted.equals(there);
        };
    }

    private static List<String> sorted(Collection<?> list) {
        return list.stream().map(String::valueOf).sorted().toList();
    }

    /** A policy and a certificate are long. */
    private static String shown(Object value) {
        return value instanceof String text && text.contains("\n") ? "what follows from the catalog" : value.toString();
    }
}
