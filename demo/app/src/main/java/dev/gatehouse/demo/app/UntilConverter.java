package dev.gatehouse.demo.app;

import java.util.Arrays;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class UntilConverter implements ITypeConverter<DemoCommand.Until> {
    @Override
    public DemoCommand.Until convert(String word) {
        return Arrays.stream(DemoCommand.Until.values()).filter(until -> until.toString().equals(word)).findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is neither first-event nor story".formatted(word)));
    }
}
