package dev.gatehouse.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaClientsTest {
    private static final String SESSION = "session.timeout.ms";

    @Test
    void aReaderThatIsGoneGivesItsPartitionsAwayAsSoonAsARelayGivesWay() {
        assertThat(KafkaClients.consumer(new DefaultKafkaConsumerFactory<>(Map.of()))).containsEntry(SESSION, 10_000);
    }

    @Test
    void leavesItToTheConfigurationToBeMorePatient() {
        var factory = new DefaultKafkaConsumerFactory<>(Map.of(SESSION, "30000"));

        assertThat(KafkaClients.consumer(factory)).containsEntry(SESSION, "30000");
    }
}
