package dev.gatehouse.useractions.action;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.DeviceId;

/**
 * Something in the resident's block does not work. Its messages name the rule and not the value: a report is nobody's business.
 *
 * @param device on which, if it is one
 * @param description 1 to 1000 characters (code points), not all of them blank; of control characters, line feed and tab alone
 */
public record FaultReport(@Nullable DeviceId device, String description) implements Action {
    private static final Pattern TEXT = Pattern.compile("[\\n\\t[^\\p{Cc}\\p{Cs}]]{1,1000}");
    private static final Pattern BLANK = Pattern.compile("\\s*", Pattern.UNICODE_CHARACTER_CLASS);

    public FaultReport {
        if (!TEXT.matcher(description).matches() || BLANK.matcher(description).matches())
            throw new IllegalArgumentException("a description has 1 to 1000 characters, and not only blank ones");
    }

    /** Reveals nothing of the report: whatever is printed ends up in a log. */
    @Override
    public String toString() {
        return "FaultReport[redacted]";
    }
}
