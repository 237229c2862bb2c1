package dev.gatehouse.catalog;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AgreementTest {
    private final Kitchen kitchen = new Kitchen();

    @Test
    void aReaderThatTheOwnerHasNotListedIsRefused() {
        kitchen.replace("cook.yml", "readers: [baker]", "readers: [cook]").replace("cook.yml", "consumes:",
                "consumes:\n  meals.v1: { from: cook }");

        kitchen.hasOnlyProblem("baker.yml", 12, "baker consumes meals.v1, but its owner cook does not list it as a reader",
                "add baker to topics.meals.v1.readers in cook.yml:4");
    }

    @Test
    void aReaderThatDoesNotNameTheOwnerIsRefused() {
        kitchen.replace("cook.yml", "consumes:\n  bread.v1: { from: baker }\n", "").hasOnlyProblem("baker.yml", 5,
                "baker lists cook as a reader of bread.v1, but cook does not consume it",
                "add 'bread.v1: { from: baker }' to consumes in cook.yml");
    }

    @Test
    void aReaderThatNamesAnotherOwnerIsRefused() {
        kitchen.replace("cook.yml", "{ from: baker }", "{ from: cook }").hasOnlyProblem("cook.yml", 13,
                "cook expects bread.v1 from cook, but baker owns it (baker.yml:4)", "write { from: baker }");
    }

    @Test
    void aReaderThatNobodyDescribesIsRefused() {
        kitchen.replace("baker.yml", "readers: [cook]", "readers: [cook, waiter]").hasOnlyProblem("baker.yml", 5,
                "waiter is named as reader of bread.v1, but no descriptor describes that service", "there are [baker, cook]");
    }

    @Test
    void aWriterThatNobodyDescribesIsRefused() {
        kitchen.replace("baker.yml", "key:", "writers: [baker, waiter]\n    key:").hasOnlyProblem("baker.yml", 7,
                "waiter is named as writer of bread.v1, but no descriptor describes that service", "add its service.yml");
    }

    @Test
    void aWriterOnItsWayOutMayHaveLeftTheCatalog() {
        kitchen.replace("baker.yml", "key:", "writers: [baker, { service: waiter, until: 2026-01-01T00:00:00Z }]\n    key:");

        assertThat(kitchen.problems()).isEmpty();
    }

    @Test
    void anOwnerThatNobodyDescribesIsRefused() {
        kitchen.replace("baker.yml", "consumes:", "consumes:\n  soup.v1: { from: waiter }").hasOnlyProblem("baker.yml", 12,
                "waiter is named as owner of soup.v1, but no descriptor describes that service");
    }

    @Test
    void aTopicThatNobodyDeclaresIsRefused() {
        kitchen.replace("baker.yml", "consumes:", "consumes:\n  soup.v1: { from: cook }").hasOnlyProblem("baker.yml", 12,
                "topic soup.v1 is declared by no service; there are [bread.v1, meals.v1]", "in cook.yml");
    }

    @Test
    void twoDescriptorsOfOneServiceAreRefused() {
        kitchen.with("copy.yml", "service: baker\nteam: kitchen\n").hasProblem("copy.yml", 1,
                "service baker is already described in baker.yml:1", "rename or remove one");
    }

    @Test
    void twoOwnersOfOneTopicAreRefused() {
        kitchen.with("copy.yml", Kitchen.COOK.replace("service: cook", "service: copy").replaceAll("(?s)consumes:.*", ""));

        kitchen.hasProblem("copy.yml", 4, "topic meals.v1 is already owned by cook in cook.yml:4", "a topic has one owner");
    }

    @Test
    void oneEventTypeOnTwoTopicsIsRefused() {
        kitchen.replace("cook.yml", "kitchen.served:", "kitchen.baked:").hasOnlyProblem("cook.yml", 11,
                "event type kitchen.baked is already on bread.v1 in baker.yml:10", "a type has one topic");
    }

    @Test
    void theOrderOfTheFilesDoesNotMatter() {
        var one = new DescriptorFile("a.yml", "service: twin\nteam: x\n", path -> Optional.empty());
        var other = new DescriptorFile("b.yml", "service: twin\nteam: x\n", path -> Optional.empty());

        assertThat(Catalog.check(List.of(other, one))).isEqualTo(Catalog.check(List.of(one, other)));
    }

    @Test
    void oneReaderListedTwiceIsRefused() {
        kitchen.replace("baker.yml", "readers: [cook]", "readers: [cook, cook]").hasOnlyProblem("baker.yml", 5,
                "cook is listed twice among the readers of bread.v1");
    }

    @Test
    void anEmptyCatalogIsRefused() {
        assertThat(Catalog.check(List.of())).isInstanceOfSatisfying(Catalog.Problems.class,
                outcome -> assertThat(outcome.problems()).singleElement().asString().contains("there is no descriptor",
                        "service.yml"));
    }

    @Test
    void allProblemsAreReportedAtOnceSortedByFileAndLine() {
        kitchen.replace("cook.yml", "partitions: 3", "partitions: many").replace("cook.yml", "retention: 12h", "retention: long")
                .replace("baker.yml", "team: kitchen", "team: 7")
                .replace("baker.yml", "readers: [cook]", "readers: [cook, waiter]")
                .withoutSchema("baker.yml", "schemas/cook/served.v1.json");

        assertThat(kitchen.problems()).extracting(p -> p.file() + ":" + p.line()).containsExactly("baker.yml:2", "baker.yml:5",
                "baker.yml:12", "cook.yml:8", "cook.yml:9");
    }
}
