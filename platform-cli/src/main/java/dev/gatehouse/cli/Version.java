package dev.gatehouse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var properties = new Properties();
        try (var file = Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"), "is in the jar")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String[]{
                "gatehouse %s, Java %s".formatted(properties.getProperty("version"), Runtime.version())};
    }
}
