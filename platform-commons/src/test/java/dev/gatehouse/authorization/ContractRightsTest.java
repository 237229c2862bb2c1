package dev.gatehouse.authorization;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.authorization.Decision.Allowed;
import dev.gatehouse.authorization.Decision.Denied;
import dev.gatehouse.catalog.Kitchen;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

class ContractRightsTest {
    private static final ServiceName COOK = new ServiceName("cook");

    private final Rights rights = new ContractRights(
            new Kitchen().catalog().contractOf(COOK, new Realm("local-test"), (topic, reader) -> Optional.empty()));

    @ParameterizedTest
    @ValueSource(strings = {"bread.v1", "bread.v1.grants", "bread.v1.quarantine.cook"})
    void letsAReaderReadTheTopicItsGrantsAndItsOwnQuarantine(String topic) {
        assertThat(rights.mayRead(COOK, topic)).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meals.v1", "meals.v1.grants", "bread.v1.quarantine.cook"})
    void letsAWriterWriteTheTopicItsGrantsAndItsOwnQuarantine(String topic) {
        assertThat(rights.mayWrite(COOK, topic)).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meals.v1", "meals.v1.grants", "meals.v1.quarantine.baker", "other.v1"})
    void refusesToReadAnythingElse(String topic) {
        assertThat(rights.mayRead(COOK, topic)).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bread.v1", "bread.v1.grants", "meals.v1.quarantine.baker", "other.v1"})
    void refusesToWriteAnythingElse(String topic) {
        assertThat(rights.mayWrite(COOK, topic)).isInstanceOf(Denied.class);
    }

    @Test
    void namesTheFileOfTheOwnerWhoDecides() {
        assertThat(rights.mayRead(COOK, "meals.v1")).isEqualTo(new Denied(
                "the contract of cook does not have it as a reader of meals.v1", java.util.List.of(new MissingLine(
                        "services/cook/src/main/resources/service.yml", 0, "topics.meals.v1.readers", "cook"))));
    }

    @Test
    void saysNothingAboutAnybodyElse() {
        assertThat(rights.mayRead(new ServiceName("baker"), "meals.v1")).isInstanceOf(Denied.class);
    }

    @Test
    void answersAsTheCatalogDoesOfEveryTopic() {
        var catalog = new Kitchen().catalog();
        var byCatalog = new CatalogRights(catalog);

        assertThat(catalog.topics(Replication.ONE_BROKER)).allSatisfy(topic -> {
            assertThat(rights.mayRead(COOK, topic.name())).hasSameClassAs(byCatalog.mayRead(COOK, topic.name()));
            assertThat(rights.mayWrite(COOK, topic.name())).hasSameClassAs(byCatalog.mayWrite(COOK, topic.name()));
        });
    }
}
