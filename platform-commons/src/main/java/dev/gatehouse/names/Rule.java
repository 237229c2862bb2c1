package dev.gatehouse.names;

import java.util.regex.Pattern;

/** One rule for a name: a pattern, and the words that explain it. */
record Rule(String what, Pattern legal, String remedy) {
    static Rule of(String what, String regex, String remedy) {
        return new Rule(what, Pattern.compile(regex), remedy);
    }

    /** @throws IllegalArgumentException naming the value, the rule and the remedy */
    void check(String value) {
        if (!legal.matcher(value).matches())
            throw new IllegalArgumentException("%s '%s' is not legal: %s".formatted(what, printable(value), remedy));
    }

    /** A hostile value may hold control characters, which have no place in a log line. */
    private static String printable(String value) {
        var shortened = value.length() <= 200 ? value : value.substring(0, 200) + "...";
        return shortened.replaceAll("[^\\x20-\\x7E]", "?");
    }
}
