package dev.gatehouse.demo.app;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PortsTest {
    private static final int BASE = 24_000;

    @Test
    void givesEachServiceTenPortsInAlphabeticalOrder() {
        try (var ports = Ports.claim(BASE)) {
            ports.assign(List.of("user-actions", "maintenance-scheduler", "iot-ingest"));

            assertThat(ports.api("iot-ingest") - ports.base()).isEqualTo(10);
            assertThat(ports.peer("maintenance-scheduler") - ports.base()).isEqualTo(21);
            assertThat(ports.api("user-actions") - ports.base()).isEqualTo(30);
        }
    }

    @Test
    void takesTheNextHundredBesideARunningDemo() {
        try (var first = Ports.claim(BASE); var second = Ports.claim(first.base())) {
            assertThat(second.base()).isGreaterThan(first.base()).satisfies(base -> assertThat(base % 100).isZero());
        }
    }
}
