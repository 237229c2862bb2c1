package dev.gatehouse.contract;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.EventTypeName;

import static org.assertj.core.api.Assertions.assertThat;

class TopicContractTest {
    private static final EventTypeName BAKED = new EventTypeName("kitchen.baked");

    private final TopicContract topic = SampleContract.topic("bread.v1");

    @Test
    void theOwnerFindsItsOwnSchema() {
        assertThat(topic.schemaResource(BAKED, SampleContract.BAKER)).contains("schemas/baked.v1.json");
    }

    @Test
    void everybodyElseFindsTheCopyUnderTheOwnersName() {
        assertThat(topic.schemaResource(BAKED, SampleContract.COOK)).contains("schemas/baker/baked.v1.json");
    }

    @Test
    void anUndeclaredTypeHasNoSchema() {
        assertThat(topic.schemaResource(new EventTypeName("kitchen.eaten"), SampleContract.COOK)).isEmpty();
    }
}
