package dev.gatehouse.delivery;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

import dev.gatehouse.delivery.Bakery.Baked;
import dev.gatehouse.delivery.Bakery.Unnamed;

import static dev.gatehouse.delivery.Bakery.BAKER;
import static dev.gatehouse.delivery.Bakery.COOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventKindsTest {
    private final Bakery bakery = new Bakery();

    @Test
    void findsTopicAndSchemaOfAPublishedType() {
        var kind = bakery.kinds(BAKER, "bread.v1").published(Baked.class);

        assertThat(kind.topic().topic().value()).isEqualTo("bread.v1");
        assertThat(kind.type().value()).isEqualTo("kitchen.baked");
    }

    @Test
    void findsTheReadersCopyOfTheSchema() {
        assertThat(bakery.without("schemas/baked.v1.json").kinds(COOK, "bread.v1").applied(Baked.class).recordClass())
                .isEqualTo(Baked.class);
    }

    @Test
    void refusesATypeOnNoTopicAndSaysWhichFileToChange() {
        refused(() -> bakery.kinds(BAKER).published(Baked.class)).hasMessageContainingAll(
                "baker writes kitchen.baked on 0 topics",
                "service.yml of its owner");
    }

    @Test
    void refusesATypeOnTwoTopics() {
        refused(() -> bakery.kinds(BAKER, "bread.v1", "bread.v2").published(Baked.class))
                .hasMessageContaining("kitchen.baked on 2 topics instead of one");
    }

    @Test
    void doesNotPublishWhatTheServiceOnlyReadsNorTheReverse() {
        refused(() -> bakery.kinds(COOK, "bread.v1").published(Baked.class)).hasMessageContaining("cook writes");
        refused(() -> bakery.kinds(BAKER, "bread.v1").applied(Baked.class)).hasMessageContaining("baker reads");
    }

    @Test
    void refusesARecordClassWithoutAType() {
        refused(() -> bakery.kinds(BAKER, "bread.v1").published(Unnamed.class)).hasMessageContaining("Unnamed has no @EventType");
    }

    @Test
    void namesASchemaThatIsMissing() {
        refused(() -> bakery.without("schemas/baker/baked.v1.json").kinds(COOK, "bread.v1").applied(Baked.class))
                .hasMessageContainingAll("schemas/baker/baked.v1.json", "is not on the class path", "copy it from baker");
    }

    @Test
    void namesASchemaThatIsNotTheOneOfTheContract() {
        refused(() -> bakery.with("schemas/baker/baked.v1.json", Bakery.SCHEMA + " ").kinds(COOK, "bread.v1")
                .applied(Baked.class))
                .hasMessageContainingAll("schemas/baker/baked.v1.json", "is not the one in the contract",
                        "copy it anew from baker");
    }

    @Test
    void fetchesNoSchemaFromAnywhereAndDoesNotStartWithHalfOfOne() throws Exception {
        try (var trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var schema = "{\"$ref\":\"http://127.0.0.1:%d/x.json\"}".formatted(trap.getLocalPort());

            assertThatThrownBy(() -> Bakery.kind(schema)).isInstanceOf(UndeclaredEventException.class)
                    .hasMessageContaining("schemas/baked.v1.json");
            trap.setSoTimeout(50);
            assertThatThrownBy(trap::accept).hasMessageContaining("timed out");
        }
    }

    @Test
    void namesASchemaThatIsNone() {
        refused(() -> Bakery.kind("{\"type\":")).hasMessageContaining("schemas/baked.v1.json");
    }

    @Test
    void publishesByTheContractAsItIsNow() {
        var topics = new ArrayList<>(List.of(Bakery.topic("bread.v1", Bakery.sha256(Bakery.SCHEMA))));
        var kinds = bakery.kinds(BAKER, () -> topics);
        kinds.published(Baked.class);

        topics.clear();

        refused(() -> kinds.published(Baked.class)).hasMessageContainingAll("baker writes kitchen.baked on 0 topics",
                "baker among its writers");
    }

    @Test
    void aContractOfALaterReleaseDoesNotStopWhoHasASchemaOfItsOwn() {
        var topics = new ArrayList<>(List.of(Bakery.topic("bread.v1", Bakery.sha256(Bakery.SCHEMA))));
        var kinds = bakery.kinds(BAKER, () -> topics);
        kinds.published(Baked.class);

        topics.set(0, Bakery.topic("bread.v1", Bakery.sha256("{}")));

        assertThat(kinds.published(Baked.class).topic()).isEqualTo(topics.getFirst());
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Runnable attempt) {
        return assertThatThrownBy(attempt::run).isInstanceOf(UndeclaredEventException.class);
    }
}
