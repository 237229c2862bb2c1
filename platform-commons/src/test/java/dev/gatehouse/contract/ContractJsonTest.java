package dev.gatehouse.contract;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContractJsonTest {
    private static final String GOOD = ContractJson.write(SampleContract.contract());

    @Test
    void readsWhatItWrote() {
        assertThat(ContractJson.read(GOOD, "test")).isEqualTo(SampleContract.contract());
    }

    @Test
    void writesTheSameCharactersWhateverTheOrderOfTheLists() {
        var contract = SampleContract.contract();
        var turned = new Contract(contract.realm(), contract.service(),
                contract.topics().reversed().stream().map(ContractJsonTest::turned).toList());

        assertThat(ContractJson.write(turned)).isEqualTo(GOOD);
    }

    @Test
    void endsEveryLineInALineFeedOnEveryMachine() {
        assertThat(GOOD).doesNotContain("\r").endsWith("}\n").startsWith("{\n  \"format\" : 1,\n");
    }

    /** Each row: a piece of the good file, what is put in its place, the place that the message must name, and why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"format\" : 1 | \"format\" : 2 | at format | whole number from 1 to 1",
            "\"format\" : 1 | \"format\" : \"1\" | at format | whole number",
            "\"format\" : 1 | \"format\" : 1.0 | at format | whole number",
            "\"format\" : 1, | `` | at the top | member [format] is missing",
            "\"realm\" : \"local-test\", | `` | at the top | member [realm] is missing",
            "\"realm\" : \"local-test\" | \"realm\" : null | at realm | a string is expected",
            "\"realm\" : \"local-test\" | \"realm\" : \"Local\" | at realm | realm 'Local' is not legal",
            "\"realm\" : | \"extra\" : 1, \"realm\" : | at the top | member [extra] is unknown",
            "\"realm\" : | \"service\" : \"x\", \"realm\" : | line | Duplicate",
            "\"owner\" : \"baker\" | \"owner\" : 7 | at topics[0].owner | a string is expected",
            "\"owner\" : | \"note\" : \"\", \"owner\" : | at topics[0] | member [note] is unknown",
            "\"protection\" : \"sealed\" | \"protection\" : \"none\" | at topics[0].protection | one of sealed, broker-encrypted, public",
            "\"key\" : \"pseudonymous\" | \"key\" : \"PLAIN\" | at topics[0].key | one of plain, pseudonymous",
            "\"physical\" : \"bread.v1\" | \"physical\" : \"*\" | at topics[0].physical | form",
            "\"service\" : \"diner\" | \"service\" : \"cook\" | at topics[0].readers[1] | 'cook' is there twice",
            "\"service\" : \"former-baker\" | \"service\" : \"baker\" | at topics[0].writers[1] | 'baker' is there twice",
            "\"topic\" : \"cakes.v1\" | \"topic\" : \"bread.v1\" | at topics[1] | 'bread.v1' is there twice",
            "\"since\" : \"2026-01-01T00:00:00Z\" | \"since\" : \"yesterday\" | at topics[0].readers[0].since | UTC",
            "\"since\" : \"2026-01-01T00:00:00Z\" | \"since\" : \"2026-99-01T00:00:00Z\" | at topics[0].readers[0].since | parsed",
            "\"since\" : \"2026-01-01T00:00:00Z\" | \"since\" : null | at topics[0].readers[0].since | a string is expected",
            "kitchen.baked | Kitchen! | at topics[0].events.Kitchen! | event type",
            "schemas/baked.v1.json | ../baked.v1.json | at topics[0].events.kitchen.baked.path | form",
            "\"sha256\" : \"abab | \"sha256\" : \"ABab | at topics[0].events.kitchen.baked.sha256 | form",
            "\"retentionMs\" : 2592000000 | \"retentionMs\" : -1 | at topics[0].retentionMs | whole number",
            "\"grantsRetentionMs\" : 3888000000 | \"grantsRetentionMs\" : 1000 | at topics[0].grantsRetentionMs | from 2592000000",
            "\"maxMessageBytes\" : 1048576 | \"maxMessageBytes\" : 99999999999999999999 | at topics[0].maxMessageBytes | whole number",
            "\"topics\" : [ | \"topics\" : {}, \"topiks\" : [ | at the top | member [topiks] is unknown"})
    void refusesAFileThatItDoesNotUnderstandWhole(String piece, String instead, String place, String why) {
        var broken = GOOD.replaceFirst(Pattern.quote(piece), Matcher.quoteReplacement(instead));

        assertThat(broken).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> ContractJson.read(broken, "contract.json")).isInstanceOf(NoContractException.class)
                .hasMessageContainingAll("contract.json", place, why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "7", "\"format\"", "{", "{\"format\" : 1,}", "{'format' : 1}"})
    void refusesAFileThatIsNoObject(String json) {
        assertThatThrownBy(() -> ContractJson.read(json, "contract.json")).isInstanceOf(NoContractException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "]", "x", "// note"})
    void refusesAnythingAfterTheEnd(String garbage) {
        assertThatThrownBy(() -> ContractJson.read(GOOD + garbage, "contract.json")).isInstanceOf(NoContractException.class);
    }

    @Test
    void refusesMoreLevelsThanAnyContractHas() {
        var deep = GOOD.replaceFirst("\"topics\" : \\[", "\"topics\" : " + "[".repeat(17));

        assertThatThrownBy(() -> ContractJson.read(deep, "contract.json")).isInstanceOf(NoContractException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void refusesAFileThatIsTooLong() {
        var endless = GOOD + " ".repeat(ContractJson.MAX_CHARACTERS);

        assertThatThrownBy(() -> ContractJson.read(endless, "contract.json")).isInstanceOf(NoContractException.class)
                .hasMessageContaining("more than");
    }

    @Test
    void refusesMoreReadersThanAGrantHasRoomFor() {
        var many = new StringBuilder("\"readers\" : [ ");
        for (int i = 0; i < 63; i++)
            many.append("{\"service\":\"r%d\"},".formatted(i));
        var broken = GOOD.replaceFirst("\"readers\" : \\[", many.toString());

        assertThatThrownBy(() -> ContractJson.read(broken, "contract.json")).isInstanceOf(NoContractException.class)
                .hasMessageContainingAll("topics[0].readers", "64 readers at most");
    }

    private static TopicContract turned(TopicContract t) {
        return new TopicContract(t.topic(), t.physical(), t.owner(), t.protection(), t.key(), t.appendTime(),
                List.copyOf(t.readers().reversed()), List.copyOf(t.writers().reversed()), t.events(), t.retention(),
                t.grantsRetention(), t.maxMessageBytes());
    }
}
