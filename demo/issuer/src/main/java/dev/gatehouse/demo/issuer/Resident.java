package dev.gatehouse.demo.issuer;

import java.util.regex.Pattern;

/** Somebody who lives in the estate, and the block they live in. */
public record Resident(String name, String block) {
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9-]{0,53}");

    public Resident {
        if (!LEGAL.matcher(name).matches() || !LEGAL.matcher(block).matches())
            throw new IllegalArgumentException("resident and block consist of a-z, 0-9 and '-', 54 characters at most");
    }

    /** Client id, and as no other person takes part in the grant also the subject of the tokens (RFC 9068 §5). */
    public String clientId() {
        return "resident-" + name;
    }
}
