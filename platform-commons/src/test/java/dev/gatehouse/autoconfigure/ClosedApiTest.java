package dev.gatehouse.autoconfigure;

import java.nio.file.Path;
import java.util.Map;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A service that says nothing about its clients has none. */
class ClosedApiTest {
    private final TestEstate estate = new TestEstate();

    @Test
    void answersNobodyOnItsApiPort(@TempDir Path folder) throws Exception {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());

        try (var service = TestService.start(folder);
                var operator = TestClient.with(estate, estate.service("operator"));
                var device = TestClient.with(estate, estate.device("device-1", "block-a"))) {
            var port = TestService.apiPort(service);

            assertThat(operator.get(port, "/me").statusCode()).isEqualTo(403);
            assertThat(operator.get(port, "/actuator/health/liveness").statusCode()).isEqualTo(403);
            assertThatThrownBy(() -> device.get(port, "/me")).isInstanceOf(SSLException.class);
        }
    }
}
