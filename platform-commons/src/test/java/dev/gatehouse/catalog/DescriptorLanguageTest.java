package dev.gatehouse.catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DescriptorLanguageTest {
    private final Kitchen kitchen = new Kitchen();

    @Test
    void descriptorsThatAgreeAreACatalog() {
        assertThat(kitchen.problems()).isEmpty();
    }

    /** Each row: a piece of the baker's descriptor, what is put in its place, the line, and what the message says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "team: kitchen\\n | `` | 1 | 'team' is missing in the descriptor | add 'team: <name>'",
            "team: kitchen | team: Kitchen! | 2 | team 'Kitchen!' is not legal | rename it",
            "team: kitchen | team: kitchen\\nteams: x | 3 | 'teams' in the descriptor is not a word | correct or remove it",
            "team: kitchen | team: kitchen\\nteam: other | 3 | 'team' is already in the descriptor, on line 2 | keep one",
            "team: kitchen | team: | 2 | team is empty | write its value",
            "team: kitchen | team: [kitchen] | 2 | team has to be plain text | sequence",
            "`    protection: sealed\\n` | `` | 5 | 'protection' is missing in topics.bread.v1 | protected by accident",
            "`    key: pseudonymous\\n` | `` | 5 | 'key' is missing in topics.bread.v1 | key: plain",
            "`    partitions: 6\\n` | `` | 5 | 'partitions' is missing in topics.bread.v1 | partitions: 6",
            "`    retention: 30d\\n` | `` | 5 | 'retention' is missing in topics.bread.v1 | retention: 30d",
            "protection: sealed | protection: broker-encrypted | 6 | 'broker-encrypted' is a word of the language | not available yet",
            "protection: sealed | protection: public | 6 | 'public' is a word of the language | not available yet",
            "protection: sealed | protection: none | 6 | 'none' is unknown | write sealed",
            "key: pseudonymous | key: hidden | 7 | key 'hidden' is unknown | plain",
            "partitions: 6 | partitions: 0 | 8 | '0' is not a whole number | from 1 to 256",
            "partitions: 6 | partitions: 257 | 8 | '257' is not a whole number | from 1 to 256",
            "partitions: 6 | partitions: 0x10 | 8 | '0x10' is not a whole number | from 1 to 256",
            "partitions: 6 | partitions: 99999999999999999999 | 8 | is not a whole number | from 1 to 256",
            "retention: 30d | retention: 30 | 9 | '30' is not a time to keep records | such as 30d or 12h",
            "retention: 30d | retention: P30D | 9 | 'P30D' is not a time to keep records | such as 30d or 12h",
            "retention: 30d | retention: 0d | 9 | '0d' is not a time to keep records | such as 30d or 12h",
            "retention: 30d | retention: 3651d | 9 | '3651d' is not a time to keep records | at most 3650d",
            "schemas/baked.v1.json | ../baked.v1.json | 10 | '../baked.v1.json' is not the path of a schema | beside the descriptor",
            "schemas/baked.v1.json | schemas/a/../b.json | 10 | is not the path of a schema | schemas/<name>.json",
            "schemas/baked.v1.json | [] | 10 | topics.bread.v1.events.kitchen.baked has to be plain text | sequence",
            "{ kitchen.baked: schemas/baked.v1.json } | {} | 10 | topics.bread.v1.events is empty | add",
            "{ kitchen.baked: schemas/baked.v1.json } | kitchen.baked | 10 | topics.bread.v1.events has to be a map | name: value",
            "kitchen.baked: | Baked: | 10 | event type 'Baked' is not legal | rename it",
            "{ from: cook } | { from: cook, as: x } | 12 | 'as' in consumes.meals.v1 is not a word | it knows from",
            "key: pseudonymous | key: pseudonymous\\n    writers: [] | 8 | topics.bread.v1.writers is empty | leave 'writers' out",
            "key: pseudonymous | key: pseudonymous\\n    writers: [{ service: x }] | 8 | 'until' is missing | plain name",
            "key: pseudonymous | key: pseudonymous\\n    writers: [{ until: 2026-12-31T00:00:00Z }] | 8 | 'service' is missing | write {",
            "key: pseudonymous | key: pseudonymous\\n    writers: [baker, { service: x, until: soon }] | 8 | until 'soon' is not a time | UTC",
            "key: pseudonymous | key: pseudonymous\\n    writers: [baker, baker] | 8 | baker is listed twice among the writers | remove one",
            "key: pseudonymous | key: pseudonymous\\n    wildcard: true | 8 | 'wildcard' in topics.bread.v1 is not a word | correct or remove it"})
    void refusesWhatIsNotOfTheLanguage(String piece, String instead, int line, String what, String remedy) {
        kitchen.replace("baker.yml", piece, instead).hasOnlyProblem("baker.yml", line, what, remedy);
    }

    /** As above, where a second problem follows from the first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "service: baker\\n | `` | 1 | 'service' is missing | names the certificate",
            "service: baker | service: Baker | 1 | service name 'Baker' is not legal | rename it",
            "service: baker | service: all | 1 | 'all' names nobody in particular | one by one",
            "bread.v1: | bread*: | 4 | 'bread*' is a pattern | no wildcards and no prefixes",
            "bread.v1: | bread.: | 4 | topic name 'bread.' is not legal | rename it",
            "bread.v1: | bread.grants: | 4 | '.grants' and '.quarantine.' are reserved | rename it",
            "bread.v1: | bread.quarantine.cook: | 4 | '.grants' and '.quarantine.' are reserved | rename it",
            "`    readers: [cook]\\n` | `` | 5 | 'readers' is missing in topics.bread.v1 | the owner decides",
            "readers: [cook] | readers: [] | 5 | topics.bread.v1.readers is empty | sealed for nobody",
            "readers: [cook] | readers: cook | 5 | topics.bread.v1.readers has to be a list | [cook]",
            "readers: [cook] | readers: { cook: yes } | 5 | topics.bread.v1.readers has to be a list | such as",
            "readers: [cook] | readers: all | 5 | 'all' names nobody in particular | one by one",
            "readers: [cook] | readers: ['*'] | 5 | '*' is a pattern | no wildcards and no prefixes",
            "readers: [cook] | readers: [any] | 5 | 'any' names nobody in particular | one by one",
            "readers: [cook] | readers: [co*] | 5 | 'co*' is a pattern | no wildcards and no prefixes",
            "readers: [cook] | readers: [[cook]] | 5 | has to be plain text | sequence",
            "{ from: cook } | { from: '*' } | 12 | '*' is a pattern | no wildcards and no prefixes",
            "{ from: cook } | { } | 12 | 'from' is missing in consumes.meals.v1 | the owner that it trusts",
            "{ from: cook } | cook | 12 | consumes.meals.v1 has to be a map | name: value",
            "meals.v1: | '*': | 12 | '*' is a pattern | no wildcards and no prefixes",
            "readers: [cook] | readers: [cook]\\n    readers: [baker] | 6 | 'readers' is already in topics.bread.v1, on line 5 | keep one"})
    void refusesWhatIsNotOfTheLanguageAndWhatFollows(String piece, String instead, int line, String what, String remedy) {
        kitchen.replace("baker.yml", piece, instead).hasProblem("baker.yml", line, what, remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "controller", "operator", "issuer", "provisioner", "admin", "anonymous", "root", "default",
            "database", "postgres", "public"})
    void refusesAServiceNamedLikeSomebodyWhoHasOtherRights(String name) {
        kitchen.replace("baker.yml", "service: baker", "service: " + name).hasProblem("baker.yml", 1,
                "service '%s' would be taken for".formatted(name), "choose another name");
    }

    @Test
    void aTopicDeclaredTwiceInOneDescriptorIsRefused() {
        var topic = Kitchen.BAKER.substring(Kitchen.BAKER.indexOf("  bread.v1:"), Kitchen.BAKER.indexOf("consumes:"));

        kitchen.replace("baker.yml", "consumes:", topic + "consumes:").hasOnlyProblem("baker.yml", 11,
                "'bread.v1' is already in topics, on line 4");
    }

    @Test
    void aServiceMayOwnNothingAndReadNothing() {
        kitchen.with("idle.yml", "service: idle\nteam: everyone\n");

        assertThat(kitchen.catalog().services()).hasSize(3);
    }

    @Test
    void aHostileNameCannotWriteToTheTerminal() {
        kitchen.replace("baker.yml", "team: kitchen", "team: \"\\u001b[2Jred\"");

        assertThat(kitchen.problems()).singleElement().asString().contains("?[2Jred").doesNotContain("\u001b");
    }
}
