package dev.gatehouse.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.ContractChange.Readers;
import dev.gatehouse.contract.ContractChange.Reads;
import dev.gatehouse.contract.ContractChange.ReadsNoMore;
import dev.gatehouse.contract.ContractChange.Terms;
import dev.gatehouse.contract.ContractChange.Writes;
import dev.gatehouse.contract.ContractChange.WritesNoMore;
import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static dev.gatehouse.contract.SampleContract.BAKER;
import static dev.gatehouse.contract.SampleContract.COOK;
import static org.assertj.core.api.Assertions.assertThat;

/** The baker writes bread for the cook, and reads meals. */
class ContractChangeTest {
    private static final ServiceName DINER = new ServiceName("diner");
    private static final TopicName BREAD = new TopicName("bread.v1");
    private static final TopicName MEALS = new TopicName("meals.v1");
    private static final TopicContract BREAD_OF_BAKER = topic(BREAD, BAKER, Duration.ofDays(1), COOK);
    private static final TopicContract MEALS_OF_COOK = topic(MEALS, COOK, Duration.ofDays(1), BAKER);

    @Test
    void nothingIsNews() {
        assertThat(between(List.of(BREAD_OF_BAKER, MEALS_OF_COOK), List.of(MEALS_OF_COOK, BREAD_OF_BAKER))).isEmpty();
    }

    @Test
    void tellsATopicToReadAndOneToWrite() {
        assertThat(between(List.of(), List.of(BREAD_OF_BAKER, MEALS_OF_COOK))).containsExactly(new Writes(BREAD),
                new Reads(MEALS));
    }

    @Test
    void tellsThatTheyAreGone() {
        assertThat(between(List.of(BREAD_OF_BAKER, MEALS_OF_COOK), List.of())).containsExactly(new WritesNoMore(BREAD),
                new ReadsNoMore(MEALS));
    }

    @Test
    void tellsThatAWriterHasEnded() {
        var ended = new TopicContract(BREAD, "bread.v1", BAKER, Protection.SEALED, KeyKind.PLAIN, AppendTime.LOG_APPEND_TIME,
                BREAD_OF_BAKER.readers(), List.of(new Writer(BAKER, SampleContract.JANUARY)), Map.of(),
                BREAD_OF_BAKER.retention(),
                BREAD_OF_BAKER.grantsRetention(), 1 << 20);

        assertThat(between(List.of(BREAD_OF_BAKER), List.of(ended))).containsExactly(new WritesNoMore(BREAD));
    }

    @Test
    void tellsReadersOfWhatIsWritten() {
        assertThat(between(List.of(BREAD_OF_BAKER), List.of(topic(BREAD, BAKER, Duration.ofDays(1), DINER))))
                .containsExactly(new Readers(BREAD, List.of(DINER), List.of(COOK)));
    }

    @Test
    void tellsAnythingElseAsOtherTerms() {
        assertThat(between(List.of(MEALS_OF_COOK), List.of(topic(MEALS, COOK, Duration.ofDays(2), BAKER))))
                .containsExactly(new Terms(MEALS));
    }

    private static List<ContractChange> between(List<TopicContract> before, List<TopicContract> after) {
        return ContractChange.between(new Contract(SampleContract.REALM, BAKER, before),
                new Contract(SampleContract.REALM, BAKER, after));
    }

    private static TopicContract topic(TopicName name, ServiceName writer, Duration retention, ServiceName reader) {
        return new TopicContract(name, name.value(), writer, Protection.SEALED, KeyKind.PLAIN, AppendTime.LOG_APPEND_TIME,
                List.of(new Reader(reader, null)), List.of(new Writer(writer, null)), Map.of(), retention,
                retention.plusDays(15), 1 << 20);
    }
}
