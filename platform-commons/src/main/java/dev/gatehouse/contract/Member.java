package dev.gatehouse.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;

/**
 * A value of the file and the place where it stands, such as {@code topics[0].readers}. Every method throws
 * {@link NoContractException} naming the place when the value is not what was asked for.
 */
record Member(String source, String place, JsonNode value) {
    /** Members of this object; whoever wrote one that is not known here meant something that would be ignored. */
    Map<String, Member> members(Set<String> required, Set<String> optional) {
        var missing = new TreeSet<>(required);
        var found = entries();
        missing.removeAll(found.keySet());
        if (!missing.isEmpty())
            throw refuse("member %s is missing".formatted(missing));
        var unknown = new TreeSet<>(found.keySet());
        unknown.removeAll(required);
        unknown.removeAll(optional);
        if (!unknown.isEmpty())
            throw refuse("member %s is unknown to this version".formatted(unknown));
        return found;
    }

    /** Members of this object, whatever they are called. */
    Map<String, Member> entries() {
        if (!value.isObject())
            throw refuse("an object is expected");
        var found = new LinkedHashMap<String, Member>();
        for (var entry : value.properties())
            found.put(entry.getKey(), new Member(source, below(entry.getKey()), entry.getValue()));
        return found;
    }

    List<Member> elements() {
        if (!value.isArray())
            throw refuse("a list is expected");
        var found = new ArrayList<Member>();
        for (var element : value)
            found.add(new Member(source, "%s[%d]".formatted(place, found.size()), element));
        return found;
    }

    /** A string, turned into what it stands for by a function that throws {@link RuntimeException} when it cannot. */
    <T> T text(Function<String, T> meaning) {
        if (!value.isString())
            throw refuse("a string is expected");
        return means(value.stringValue(), meaning);
    }

    <T> T means(String text, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (RuntimeException e) {
            throw refuse(String.valueOf(e.getMessage()));
        }
    }

    <E extends Enum<E>> E word(Class<E> type) {
        return text(word -> Words.find(type, word)
                .orElseThrow(() -> new IllegalArgumentException("one of %s is expected".formatted(Words.all(type)))));
    }

    long number(long least, long most) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least || value.longValue() > most)
            throw refuse("a whole number from %d to %d is expected".formatted(least, most));
        return value.longValue();
    }

    /** The elements of a list, none of which may stand for the same thing as another. */
    <T> List<T> distinct(Function<Member, T> meaning, Function<T, ?> identity) {
        var seen = new HashSet<Object>();
        var found = new ArrayList<T>();
        for (var element : elements()) {
            var one = meaning.apply(element);
            if (!seen.add(identity.apply(one)))
                throw element.refuse("'%s' is there twice".formatted(identity.apply(one)));
            found.add(one);
        }
        return found;
    }

    NoContractException refuse(String what) {
        return new NoContractException(("the contract in %s is not understood, so nothing starts: at %s: %s; contracts are not "
                + "edited but compiled from the catalog: have it written anew, by the same version of Gatehouse")
                .formatted(source, place.isEmpty() ? "the top" : place, what.replaceAll("\\p{Cntrl}", "?")));
    }

    static Optional<Member> of(Map<String, Member> members, String name) {
        return Optional.ofNullable(members.get(name));
    }

    private String below(String name) {
        var printable = name.length() > 100 ? name.substring(0, 100) + "..." : name;
        return place.isEmpty() ? printable : place + "." + printable;
    }
}
