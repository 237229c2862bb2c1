package dev.gatehouse.authorization;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.authorization.ContractPlan.ContractDifference;
import dev.gatehouse.authorization.local.LocalContractStore;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Kitchen;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

class ContractPlanTest {
    private static final Realm REALM = new Realm("local-test");
    private static final ServiceName BAKER = new ServiceName("baker");
    private static final ServiceName WAITER = new ServiceName("waiter");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-02-02T00:00:00Z");

    private final ContractStore store;
    private final Path data;

    ContractPlanTest(@TempDir Path data) {
        this.data = data;
        this.store = new LocalContractStore(data, REALM);
    }

    @Test
    void writesWhatIsMissingAndThenNothing() {
        assertThat(apply(new Kitchen().catalog(), FIRST).differences()).containsExactly(
                new ContractDifference(BAKER, "is missing"), new ContractDifference(new ServiceName("cook"), "is missing"));

        assertThat(plan(new Kitchen().catalog(), LATER).differences()).isEmpty();
        assertThat(plan(new Kitchen().catalog(), LATER).steps()).isEmpty();
    }

    @Test
    void doesNotGuessSinceWhenTheFirstReadersAreOnes() {
        apply(new Kitchen().catalog(), FIRST);

        assertThat(since(BAKER, "bread.v1", "cook")).isNull();
    }

    @Test
    void remembersWithWhichApplyAReaderWasAdded() {
        apply(new Kitchen().catalog(), FIRST);
        apply(withWaiter(), LATER);
        apply(withWaiter(), LATER.plusSeconds(1));

        assertThat(since(BAKER, "bread.v1", "waiter")).isEqualTo(LATER);
        assertThat(since(WAITER, "bread.v1", "waiter")).isEqualTo(LATER);
        assertThat(since(BAKER, "bread.v1", "cook")).isNull();
    }

    @Test
    void letsAReaderKnowOfATopicBeforeAnybodySealsForIt() {
        apply(new Kitchen().catalog(), FIRST);

        var steps = plan(withWaiter(), LATER).steps();

        var waiter = step(steps, WAITER);
        var baker = step(steps, BAKER);
        assertThat(waiter).isLessThan(baker);
        assertThat(steps.get(baker).topics()).anySatisfy(topic -> assertThat(topic.reader(WAITER)).isPresent());
    }

    @Test
    void letsTwoThatReadEachOtherKnowWhatToReadBeforeWhatToWrite() {
        var steps = plan(new Kitchen().catalog(), FIRST).steps();

        assertThat(steps).hasSize(4);
        assertThat(steps.subList(0, 2)).allSatisfy(contract -> assertThat(contract.written()).isEmpty());
        assertThat(steps.subList(2, 4)).allSatisfy(contract -> assertThat(contract.written()).hasSize(1));
    }

    @Test
    void writesAContractAnewThatIsNotUnderstood() throws Exception {
        apply(new Kitchen().catalog(), FIRST);
        Files.writeString(data.resolve("services/baker/contract.json"), "{}");

        assertThat(apply(new Kitchen().catalog(), LATER).differences())
                .containsExactly(new ContractDifference(BAKER, "is not understood"));
        assertThat(plan(new Kitchen().catalog(), LATER).differences()).isEmpty();
    }

    @Test
    void saysAboutWhichTopicAContractDiffers() {
        apply(new Kitchen().catalog(), FIRST);

        assertThat(plan(withWaiter(), LATER).differences())
                .contains(new ContractDifference(BAKER, "differs about bread.v1"));
    }

    private ContractPlan apply(Catalog catalog, Instant now) {
        var plan = plan(catalog, now);
        plan.steps().forEach(store::write);
        return plan;
    }

    private ContractPlan plan(Catalog catalog, Instant now) {
        return new ContractPlan(new Wanted(catalog, REALM, Replication.ONE_BROKER), store, now);
    }

    private @Nullable Instant since(ServiceName whose, String topic, String reader) {
        return store.read(whose).orElseThrow().topics().stream().filter(t -> t.topic().value().equals(topic))
                .map(TopicContract::readers).findFirst().orElseThrow().stream()
                .filter(r -> r.service().value().equals(reader)).findFirst().orElseThrow().since();
    }

    private static int step(java.util.List<Contract> steps, ServiceName service) {
        return steps.stream().map(Contract::service).toList().indexOf(service);
    }

    private static Catalog withWaiter() {
        return new Kitchen().replace("baker.yml", "readers: [cook]", "readers: [cook, waiter]")
                .with("waiter.yml", "service: waiter\nteam: dining-room\nconsumes:\n  bread.v1: { from: baker }\n")
                .schema("waiter.yml", "schemas/baker/baked.v1.json", "{\"title\":\"Baked\"}").catalog();
    }
}
