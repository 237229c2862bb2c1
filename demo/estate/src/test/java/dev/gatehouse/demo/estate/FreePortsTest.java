package dev.gatehouse.demo.estate;

import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FreePortsTest {
    private static final int BASE = 27000;

    @Test
    void givesTheSecondClaimantAnotherBlock() {
        try (var first = FreePorts.claim(BASE, 10, 20); var second = FreePorts.claim(first.base(), 10, 20)) {
            assertThat(second.base()).isGreaterThanOrEqualTo(first.base() + 10);
        }
    }

    @Test
    void givesABlockAgainWhenItWasClosed() {
        var first = FreePorts.claim(BASE, 10, 20);
        first.close();

        try (var second = FreePorts.claim(first.base(), 10, 1)) {
            assertThat(second.base()).isEqualTo(first.base());
        }
    }

    @Test
    void passesOverABlockInWhichSomebodyListens() throws Exception {
        var block = FreePorts.claim(BASE, 10, 20);
        block.close();

        try (var listener = new ServerSocket(block.port(3), 1, InetAddress.getLoopbackAddress());
                var next = FreePorts.claim(block.base(), 10, 20)) {
            assertThat(next.base()).isGreaterThan(listener.getLocalPort());
        }
    }

    @Test
    void saysWhichPortsItWantedWhenNoneIsFree() {
        try (var block = FreePorts.claim(BASE, 10, 20)) {
            assertThatThrownBy(() -> FreePorts.claim(block.base(), 10, 1))
                    .hasMessageContaining("no 10 free ports in %d to %d".formatted(block.base(), block.base() + 9));
        }
    }

    @Test
    void neverGivesOutThePortOfTheClaimItself() {
        try (var block = FreePorts.claim(BASE, 10, 20)) {
            assertThat(block.port(8)).isEqualTo(block.base() + 8);
            assertThatThrownBy(() -> block.port(9)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
