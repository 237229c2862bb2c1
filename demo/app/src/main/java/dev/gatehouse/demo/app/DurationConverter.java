package dev.gatehouse.demo.app;

import java.time.Duration;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 90s}, {@code 10m}, {@code 2h}. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern LEGAL = Pattern.compile("([1-9][0-9]{0,5})([smh])");

    @Override
    public Duration convert(String text) {
        var matched = LEGAL.matcher(text);
        if (!matched.matches())
            throw new TypeConversionException("'%s' is not a time such as 90s, 10m or 2h".formatted(text));
        var number = Long.parseLong(matched.group(1));
        return switch (matched.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
