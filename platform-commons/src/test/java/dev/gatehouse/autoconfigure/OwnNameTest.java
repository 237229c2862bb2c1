package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnNameTest {
    @TempDir
    private Path first;
    @TempDir
    private Path second;

    @Test
    void isWhatTheDescriptorSaysWhateverElseItHolds() throws IOException {
        Files.writeString(first.resolve("service.yml"), "# mine\nservice: billing\ntopics: {bills.v1: {readers: [x]}}\n");

        assertThat(OwnName.read(classes()).value()).isEqualTo("billing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "services: x", "service: [x]", "service: '*'", "service: {", "service: !!java.net.URL [x]"})
    void isNotGuessed(String descriptor) throws IOException {
        Files.writeString(first.resolve("service.yml"), descriptor);

        assertThatThrownBy(() -> OwnName.read(classes())).isInstanceOf(GatehouseConfigurationException.class);
    }

    @Test
    void isNotOneOfSeveral() throws IOException {
        Files.writeString(first.resolve("service.yml"), "service: billing");
        Files.writeString(second.resolve("service.yml"), "service: operator");

        assertThatThrownBy(() -> OwnName.read(classes())).hasMessageContaining("2 files of that name");
    }

    @Test
    void isNeeded() {
        assertThatThrownBy(() -> OwnName.read(classes())).hasMessageContaining("0 files of that name");
    }

    private ClassLoader classes() throws IOException {
        return new URLClassLoader(new URL[]{first.toUri().toURL(), second.toUri().toURL()}, null);
    }
}
