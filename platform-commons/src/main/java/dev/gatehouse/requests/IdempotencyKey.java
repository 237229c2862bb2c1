package dev.gatehouse.requests;

import java.util.regex.Pattern;

/**
 * By which a client that heard no answer repeats a request as the same one: 1 to 64 visible ASCII characters of its own choice, in
 * the header {@value HEADER}. It means something together with its caller alone.
 */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";
    private static final Pattern LEGAL = Pattern.compile("[\\x21-\\x7E]{1,64}");

    public IdempotencyKey {
        if (!LEGAL.matcher(value).matches())
            throw new IllegalArgumentException("an idempotency key has 1 to 64 visible ASCII characters");
    }
}
