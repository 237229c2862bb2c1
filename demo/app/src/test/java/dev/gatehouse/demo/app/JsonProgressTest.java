package dev.gatehouse.demo.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonProgressTest {
    @Test
    void tellsEachStepAsOneLineOfJsonWithTheSecondsSinceTheStart() {
        var out = new StringWriter();
        var stopwatch = new Stopwatch(0, InstantSource.fixed(Instant.ofEpochMilli(2_345)));

        new JsonProgress(new PrintWriter(out), stopwatch).tell("broker-ready", "it says \"hello\"");

        assertThat(out).hasToString("""
                {"seconds":2.35,"step":"broker-ready","text":"it says \\"hello\\""}
                """);
    }
}
