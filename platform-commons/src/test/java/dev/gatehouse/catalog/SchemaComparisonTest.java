package dev.gatehouse.catalog;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An oven reports: which one, how hot, and perhaps a list of loaves. */
class SchemaComparisonTest {
    private static final String OVEN = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Oven","type":"object","required":["oven","heat"],
            "properties":{"oven":{"$ref":"#/$defs/name"},"heat":{"type":"number","minimum":0,"maximum":300},
            "mode":{"enum":["air","grill"]},"loaves":{"type":"array","items":{"type":"object","properties":{"rye":{"type":"boolean"}}}}},
            "$defs":{"name":{"type":"string","pattern":"^[a-z]+$","maxLength":9}}}""";

    @Test
    void theSameIsNoChange() {
        assertThat(changes(OVEN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // words for people
            "\"title\":\"Oven\" | \"title\":\"Oven 2\",\"description\":\"hot\",\"$comment\":\"x\",\"examples\":[1]",
            "\"minimum\":0 | \"minimum\":0.0",
            "[\"air\",\"grill\"] | [\"grill\",\"air\"]",
            "[\"oven\",\"heat\"] | [\"heat\",\"oven\"]",
            // members that need not be there
            "\"mode\": | \"steam\":{\"type\":\"boolean\"},\"mode\":",
            "\"rye\": | \"seeds\":{\"type\":\"integer\"},\"rye\":",
            "\"$defs\":{ | \"$defs\":{\"other\":{\"type\":\"null\"},"})
    void mayTakeThePlaceOfWhatWasPublished(String piece, String instead) {
        assertThat(changes(replaced(piece, instead))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"mode\": | \"fashion\": | /properties/mode | REMOVED",
            "\"rye\": | \"wheat\": | /properties/loaves/items/properties/rye | REMOVED",
            "[\"oven\",\"heat\"] | [\"oven\",\"heat\",\"mode\"] | /properties/mode | MADE_REQUIRED",
            "[\"oven\",\"heat\"] | [\"oven\",\"heat\",\"new\"] | /properties/new | MADE_REQUIRED",
            "[\"oven\",\"heat\"] | [\"oven\"] | /properties/heat | MADE_OPTIONAL",
            "\"type\":\"number\" | \"type\":\"integer\" | /properties/heat/type | VALUES",
            "\"type\":\"number\" | \"type\":[\"number\",\"null\"] | /properties/heat/type | VALUES",
            "\"minimum\":0 | \"minimum\":1 | /properties/heat/minimum | VALUES",
            "\"minimum\":0, | `` | /properties/heat/minimum | VALUES",
            "\"maximum\":300 | \"maximum\":400 | /properties/heat/maximum | VALUES",
            "[\"air\",\"grill\"] | [\"air\"] | /properties/mode/enum | VALUES",
            "[\"air\",\"grill\"] | [\"air\",\"grill\",\"steam\"] | /properties/mode/enum | VALUES",
            "^[a-z]+$ | ^[a-z]*$ | /$defs/name/pattern | VALUES",
            "\"maxLength\":9 | \"maxLength\":9,\"format\":\"uuid\" | /$defs/name/format | VALUES",
            "\"title\": | \"additionalProperties\":false,\"title\": | /additionalProperties | UNKNOWN_MEMBERS",
            "\"title\": | \"maxProperties\":3,\"title\": | /maxProperties | VALUES",
            "#/$defs/name | #/$defs/other | /properties/oven/$ref | NOT_UNDERSTOOD",
            "\"$defs\":{\"name\" | \"$defs\":{\"naem\" | /$defs/name | NOT_UNDERSTOOD",
            "\"title\": | \"if\":{},\"title\": | /if | NOT_UNDERSTOOD",
            "\"title\": | \"$id\":\"urn:x\",\"title\": | /$id | NOT_UNDERSTOOD",
            "2020-12 | 2019-09 | /$schema | NOT_UNDERSTOOD",
            "\"title\": | \"a/b~c\":1,\"title\": | /a~1b~0c | NOT_UNDERSTOOD",
            "{\"type\":\"boolean\"} | false | /properties/loaves/items/properties/rye | NOT_UNDERSTOOD"})
    void breaksWhatWasPublished(String piece, String instead, String pointer, SchemaChange.Rule rule) {
        assertThat(changes(replaced(piece, instead))).containsExactly(new SchemaChange(pointer, rule));
    }

    @Test
    void aMemberThatIsAddedToAClosedFormBreaksWhoStillHasThatForm() {
        var closed = replaced("\"title\":", "\"additionalProperties\":false,\"title\":");
        var more = closed.replace("\"mode\":", "\"steam\":{},\"mode\":");

        assertThat(between(closed, more)).containsExactly(
                new SchemaChange("/properties/steam", SchemaChange.Rule.UNKNOWN_MEMBERS));
    }

    @Test
    void tellsEverythingAtOnce() {
        var other = replaced("\"mode\":", "\"fashion\":").replace("300", "400");

        assertThat(changes(other)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "true", "{\"a\":1,\"a\":1}", "{} {}", "null"})
    void whatIsNoSchemaCountsAsBreaking(String text) {
        assertThat(changes(text)).isNotEmpty();
    }

    private static String replaced(String piece, String instead) {
        assertThat(OVEN).contains(piece);
        return OVEN.replace(piece, instead);
    }

    private static List<SchemaChange> changes(String now) {
        return between(OVEN, now);
    }

    private static List<SchemaChange> between(String published, String now) {
        return SchemaComparison.between(published.getBytes(StandardCharsets.UTF_8), now.getBytes(StandardCharsets.UTF_8));
    }
}
