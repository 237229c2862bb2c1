package dev.gatehouse.catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainYamlTest {
    private final Kitchen kitchen = new Kitchen();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "team: kitchen | team: !!javax.script.ScriptEngineManager [] | 2 | the tag tag:yaml.org,2002:javax.script",
            "team: kitchen | team: !str kitchen | 2 | the tag !str is not part of the language",
            "readers: [cook] | readers: !!set [cook] | 5 | is not part of the language",
            "readers: [cook] | readers: &r [cook] | 5 | the anchor &r is not part of the language",
            "team: kitchen | team: &t kitchen | 2 | the anchor &t is not part of the language",
            "team: kitchen | team: 'kitchen | 13 | this is not YAML",
            "team: kitchen | team: kitchen: x | 2 | this is not YAML",
            "team: kitchen | team: kitchen\\n\tx: y | 3 | this is not YAML",
            "team: kitchen | team: [[[[[[[[[[kitchen]]]]]]]]]] | 2 | more than 8 levels"})
    void refusesWhatAReviewerDoesNotSeeThrough(String piece, String instead, int line, String what) {
        kitchen.replace("baker.yml", piece, instead).hasOnlyProblem("baker.yml", line, what);
    }

    @Test
    void refusesAnAliasWhereItIsUsed() {
        kitchen.replace("baker.yml", "readers: [cook]", "readers: &r [cook]").replace("baker.yml", "protection:",
                "writers: *r\n    protection:");

        kitchen.hasProblem("baker.yml", 6, "the alias *r is not part of the language", "in place");
    }

    @Test
    void refusesASecondDocument() {
        kitchen.with("baker.yml", Kitchen.BAKER + "---\nservice: other\n").hasOnlyProblem("baker.yml", 13,
                "a second document begins", "a file of its own");
    }

    @Test
    void refusesDirectives() {
        kitchen.with("baker.yml", "%YAML 1.1\n---\n" + Kitchen.BAKER);

        assertThat(kitchen.problems()).singleElement().asString().contains("directives");
    }

    @Test
    void refusesAnEmptyFile() {
        kitchen.with("idle.yml", "# nothing\n").hasOnlyProblem("idle.yml", 1, "the file is empty", "service: <name>");
    }

    @Test
    void refusesAFileThatIsNoMap() {
        kitchen.with("idle.yml", "- service: idle\n").hasOnlyProblem("idle.yml", 1, "the descriptor has to be a map");
    }

    @Test
    void refusesAKeyThatIsNoText() {
        kitchen.replace("baker.yml", "team: kitchen", "team: kitchen\n? [x]\n: y").hasOnlyProblem("baker.yml", 3,
                "a key in the descriptor has to be plain text");
    }

    @Test
    void refusesMergeKeysLikeAnyOtherUnknownWord() {
        kitchen.replace("baker.yml", "team: kitchen", "team: kitchen\n<<: { consumes: {} }").hasOnlyProblem("baker.yml", 3,
                "'<<' in the descriptor is not a word of the language");
    }

    @Test
    void refusesAFileThatIsTooLong() {
        kitchen.with("baker.yml", Kitchen.BAKER + "#".repeat(PlainYaml.MAX_CHARACTERS)).hasOnlyProblem("baker.yml", 1,
                "more than 65536");
    }

    @Test
    void refusesAMillionBracketsWithoutFillingTheStack() {
        kitchen.with("baker.yml", "service: " + "[".repeat(60_000));

        assertThat(kitchen.problems()).anySatisfy(p -> assertThat(p.message()).contains("more than 8 levels"));
    }

    @Test
    void namesTheLineOfACharacterThatCannotBePrinted() {
        kitchen.replace("baker.yml", "team: kitchen", "team: kit\u0000chen").hasOnlyProblem("baker.yml", 2, "character U+0000");
    }

    @Test
    void aFileThatCannotBeReadDoesNotMakeItsServiceUnknownToOthers() {
        kitchen.with("baker.yml", "service: [").hasProblem("baker.yml", 1, "this is not YAML");

        assertThat(kitchen.problems()).extracting(Problem::file).containsOnly("baker.yml");
    }
}
