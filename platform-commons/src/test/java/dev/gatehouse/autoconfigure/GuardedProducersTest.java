package dev.gatehouse.autoconfigure;

import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.ProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GuardedProducersTest {
    private final GuardedProducers guard = new GuardedProducers(() -> {
        throw new AssertionError("nothing is sent");
    });

    @Test
    void refusesAFactoryThatItCannotGuard() {
        ProducerFactory<byte[], byte[]> unknown = () -> new MockProducer<>();

        assertThatThrownBy(() -> guard.postProcessAfterInitialization(unknown, "theirs"))
                .isInstanceOf(GatehouseConfigurationException.class)
                .hasMessageContaining("'theirs' makes producers past the platform");
    }

    @Test
    void leavesEverythingElseAlone() {
        assertThat(guard.postProcessAfterInitialization("a bean", "theirs")).isEqualTo("a bean");
    }
}
