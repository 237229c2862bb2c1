package dev.gatehouse.test;

import javax.net.ssl.SSLContext;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceArchitectureTest {
    @Test
    void findsAListenerOfAServicesOwn() {
        assertThat(isBroken(ServiceArchitecture.EVENTS_GO_THROUGH_THE_PLATFORM, Listening.class)).isTrue();
    }

    @Test
    void findsADoorOfAServicesOwn() {
        assertThat(isBroken(ServiceArchitecture.DOORS_ARE_THE_PLATFORMS, Opening.class)).isTrue();
        assertThat(isBroken(ServiceArchitecture.DOORS_ARE_THE_PLATFORMS, Connecting.class)).isTrue();
    }

    private static boolean isBroken(ArchRule rule, Class<?> offender) {
        return rule.evaluate(new ClassFileImporter().importClasses(offender)).hasViolation();
    }

    private static final class Listening {
        @KafkaListener(topics = "sensor-readings.v1")
        @SuppressWarnings("unused") // found by its byte code alone
        void listen(byte[] record) {}
    }

    private record Opening(@Nullable SecurityFilterChain chain) {}

    private record Connecting(@Nullable SSLContext context) {}
}
