package dev.gatehouse.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractJson;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogContractTest {
    private static final Realm REALM = new Realm("local-test");
    private static final ServiceName BAKER = new ServiceName("baker");
    private static final ServiceName COOK = new ServiceName("cook");
    private static final Instant APPLIED = Instant.parse("2026-02-03T04:05:06Z");

    private final Kitchen kitchen = new Kitchen();

    @Test
    void aServiceLearnsOfTheTopicsThatItWritesOrReadsAlone() {
        kitchen.with("waiter.yml", "service: waiter\nteam: dining-room\n");

        assertThat(contractOf(BAKER).written()).extracting(t -> t.topic().value()).containsExactly("bread.v1");
        assertThat(contractOf(BAKER).read()).extracting(t -> t.topic().value()).containsExactly("meals.v1");
        assertThat(contractOf(new ServiceName("waiter")).topics()).isEmpty();
    }

    @Test
    void bothSidesBelieveTheSameOfATopic() {
        assertThat(contractOf(BAKER).topics()).isEqualTo(contractOf(COOK).topics());
    }

    @Test
    void aTopicOfTheContractSaysWhatItsDescriptorSays() {
        var bread = bread(COOK);

        assertThat(bread.owner()).isEqualTo(BAKER);
        assertThat(bread.key()).isEqualTo(KeyKind.PSEUDONYMOUS);
        assertThat(bread.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(bread.grantsRetention()).isEqualTo(Duration.ofDays(45));
        assertThat(bread.readers()).containsExactly(new Reader(COOK, APPLIED));
        assertThat(bread.writers()).containsExactly(new Writer(BAKER, null));
    }

    @Test
    void namesOfDerivedTopicsAreTheSameInContractAndOnTheBroker() {
        assertThat(kitchen.catalog().topics(Replication.ONE_BROKER)).extracting(CatalogTopic::name).contains(
                bread(COOK).physical(),
                bread(COOK).grants(), bread(COOK).quarantine(COOK));
    }

    @Test
    void aSchemaIsNamedByItsHashSoThatAnotherOneIsNoticed() {
        assertThat(bread(COOK).events().values()).singleElement().isEqualTo(new TopicContract.Schema("schemas/baked.v1.json",
                "c7f01ec5e7973e87ec31fe767460f730715da25d96f91855c999992353113c97"));
    }

    @Test
    void readersAreToldUntilWhenAFormerWriterIsBelieved() {
        kitchen.replace("baker.yml", "key:", "writers: [baker, { service: waiter, until: 2026-02-03T04:05:06Z }]\n    key:");

        assertThat(bread(COOK).writer(new ServiceName("waiter"))).contains(new Writer(new ServiceName("waiter"), APPLIED));
    }

    @Test
    void aServiceThatLostTheRightToWriteIsToldNothingOfTheTopic() {
        kitchen.with("waiter.yml", "service: waiter\nteam: dining-room\n").replace("baker.yml", "key:",
                "writers: [baker, { service: waiter, until: 2026-02-03T04:05:06Z }]\n    key:");

        assertThat(contractOf(new ServiceName("waiter")).topics()).isEmpty();
    }

    @Test
    void aReaderOfUnknownAgeHasNoBound() {
        var contract = kitchen.catalog().contractOf(COOK, REALM, (topic, reader) -> Optional.empty());

        assertThat(contract.topics())
                .allSatisfy(topic -> assertThat(topic.readers()).extracting(Reader::since).containsOnlyNulls());
    }

    @Test
    void whatFollowsFromTheCatalogCanBeWrittenAndReadAsAFile() {
        assertThat(ContractJson.read(ContractJson.write(contractOf(BAKER)), "test")).isEqualTo(contractOf(BAKER));
    }

    @Test
    void thereIsNoContractForAServiceThatIsNotInTheCatalog() {
        assertThatThrownBy(() -> contractOf(new ServiceName("stranger"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stranger is not in the catalog, which has [baker, cook]");
    }

    private Contract contractOf(ServiceName service) {
        return kitchen.catalog().contractOf(service, REALM, (topic, reader) -> Optional.of(APPLIED));
    }

    private TopicContract bread(ServiceName service) {
        return contractOf(service).topics().getFirst();
    }
}
