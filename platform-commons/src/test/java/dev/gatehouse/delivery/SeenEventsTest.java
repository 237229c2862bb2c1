package dev.gatehouse.delivery;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.EventId;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static org.assertj.core.api.Assertions.assertThat;

class SeenEventsTest {
    private static final TopicName BREAD = new TopicName("bread.v1");
    private static final ServiceName BAKER = new ServiceName("baker");
    private final SeenEvents seen = new SeenEvents();

    @Test
    void remembersAnEventByItsTopicAndProducerToo() {
        seen.add(BREAD, BAKER, new EventId("1"));

        assertThat(seen.contains(BREAD, BAKER, new EventId("1"))).isTrue();
        assertThat(seen.contains(BREAD, new ServiceName("cook"), new EventId("1"))).isFalse();
        assertThat(seen.contains(new TopicName("bread.v2"), BAKER, new EventId("1"))).isFalse();
    }

    @Test
    void forgetsTheOldestBeyondAHundredThousand() {
        for (int i = 0; i <= 100_000; i++)
            seen.add(BREAD, BAKER, new EventId("e" + i));

        assertThat(seen.contains(BREAD, BAKER, new EventId("e0"))).isFalse();
        assertThat(seen.contains(BREAD, BAKER, new EventId("e1"))).isTrue();
    }
}
