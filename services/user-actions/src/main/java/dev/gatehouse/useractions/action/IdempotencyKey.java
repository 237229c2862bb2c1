package dev.gatehouse.useractions.action;

import java.util.regex.Pattern;

/** By which a client that heard no answer repeats an action as the same one: 1 to 64 visible ASCII characters of its own choice. */
public record IdempotencyKey(String value) {
    private static final Pattern LEGAL = Pattern.compile("[\\x21-\\x7E]{1,64}");

    public IdempotencyKey {
        if (!LEGAL.matcher(value).matches())
            throw new IllegalArgumentException("an idempotency key has 1 to 64 visible ASCII characters");
    }
}
