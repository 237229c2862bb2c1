package dev.gatehouse.authorization;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.authorization.Decision.Allowed;
import dev.gatehouse.authorization.Decision.Denied;
import dev.gatehouse.catalog.Acl;
import dev.gatehouse.catalog.Acl.Operation;
import dev.gatehouse.catalog.Acl.ResourceType;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.CatalogTopic;
import dev.gatehouse.catalog.Kitchen;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class CatalogRightsTest {
    private static final ServiceName BAKER = new ServiceName("baker");
    private static final ServiceName COOK = new ServiceName("cook");
    private static final ServiceName WAITER = new ServiceName("waiter");

    private final Catalog catalog = new Kitchen().with("waiter.yml", "service: waiter\nteam: dining-room\n").catalog();
    private final Rights rights = new CatalogRights(catalog);

    @Test
    void saysYesWithTheLineThatListsTheReader() {
        assertThat(rights.mayRead(COOK, "bread.v1"))
                .isEqualTo(new Allowed("baker.yml:5 lists cook among the readers of bread.v1"));
    }

    @Test
    void saysYesToTheOwnerWhoIsTheOnlyWriterUnlessOthersAreListed() {
        assertThat(rights.mayWrite(BAKER, "bread.v1")).isEqualTo(new Allowed("baker.yml:4 makes baker a writer of bread.v1"));
    }

    @Test
    void saysNoToAnotherReaderAndNamesBothLinesThatAreMissing() {
        assertThat(denied(rights.mayRead(WAITER, "bread.v1")).missing()).containsExactly(
                new MissingLine("baker.yml", 4, "topics.bread.v1", "readers: [cook, waiter]"),
                new MissingLine("waiter.yml", 0, "consumes", "bread.v1: { from: baker }"));
    }

    @Test
    void saysNoToAReaderThatWantsToWrite() {
        assertThat(denied(rights.mayWrite(COOK, "bread.v1")).missing())
                .containsExactly(new MissingLine("baker.yml", 4, "topics.bread.v1", "writers: [baker, cook]"));
    }

    @Test
    void saysNoToTheOwnerThatIsNotAReader() {
        assertThat(denied(rights.mayRead(BAKER, "bread.v1")).why())
                .isEqualTo("baker, the owner of bread.v1, does not list baker among its readers");
    }

    @Test
    void saysSinceWhenAWriterHasLostTheRight() {
        var leaving = new Kitchen()
                .replace("baker.yml", "key:", "writers: [baker, { service: waiter, until: 2026-01-01T00:00:00Z }]\n    key:")
                .with("waiter.yml", "service: waiter\nteam: dining-room\n").catalog();

        assertThat(denied(new CatalogRights(leaving).mayWrite(WAITER, "bread.v1")).why())
                .contains("waiter is on its way out", "until 2026-01-01T00:00:00Z", "has lost the right");
    }

    @Test
    void knowsNoLineThatOpensSomebodyElsesQuarantine() {
        assertThat(denied(rights.mayRead(BAKER, "bread.v1.quarantine.cook")).missing()).isEmpty();
    }

    @Test
    void saysNoToWhoIsNotInTheCatalog() {
        assertThat(denied(rights.mayRead(new ServiceName("stranger"), "bread.v1")).why())
                .startsWith("no descriptor describes a service stranger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "provisioner", "broker"})
    void knowsNoLineForANameThatStandsForSomebodyElse(String name) {
        assertThat(denied(rights.mayRead(new ServiceName(name), "bread.v1"))).satisfies(denied -> {
            assertThat(denied.why()).startsWith(name + " stands for ");
            assertThat(denied.missing()).isEmpty();
        });
    }

    @Test
    void saysWhichTopicsThereAreWhenAskedForAnother() {
        assertThat(denied(rights.mayRead(COOK, "bred.v1")).why())
                .isEqualTo("no service declares a topic bred.v1; there are [bread.v1, meals.v1]");
    }

    @ParameterizedTest
    @CsvSource({"READ", "WRITE"})
    void answersAsTheRightsOnTheBrokerAreForEveryServiceAndTopic(Operation operation) {
        for (var service : catalog.services())
            for (CatalogTopic topic : catalog.topics(Replication.ONE_BROKER)) {
                var allowed = catalog.acls().contains(new Acl(service, ResourceType.TOPIC, topic.name(), operation));
                var decision = operation == Operation.READ
                        ? rights.mayRead(service, topic.name())
                        : rights.mayWrite(service, topic.name());
                assertThat(decision instanceof Allowed).as("%s %s %s", service, operation, topic.name()).isEqualTo(allowed);
            }
    }

    private static Denied denied(Decision decision) {
        return assertThat(decision).asInstanceOf(type(Denied.class)).actual();
    }
}
