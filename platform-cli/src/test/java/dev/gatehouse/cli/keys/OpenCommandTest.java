package dev.gatehouse.cli.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.cli.Typed;

import static org.assertj.core.api.Assertions.assertThat;

/** How an event is opened for an incident; over a real broker. */
class OpenCommandTest {
    private static final String PAYLOAD = "{\"loaf\":\"crème 🍞 canary\"}";
    private final String event = "event-" + UUID.randomUUID();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream screen = System.out;
    @TempDir
    private Path folder;
    private Premises premises;
    private Oven oven;

    @BeforeEach
    void bake() {
        premises = new Premises(folder, "{}");
        oven = new Oven(premises);
        System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        System.setOut(screen);
        oven.close();
        premises.close();
    }

    @Test
    void showsThePayloadByteForByteAndNowhereElse() throws IOException {
        oven.bake(event, PAYLOAD);

        var typed = open("--event", event);

        assertThat(typed.code()).isZero();
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(PAYLOAD);
        assertThat(typed.err()).contains("kitchen.baked", event, "sealed by baker").doesNotContain("canary");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).allSatisfy(file -> assertThat(Files.readString(file,
                    StandardCharsets.ISO_8859_1)).doesNotContain("canary"));
        }
    }

    @Test
    void whoWhatAndWhyAreAuditedForTheOwnerAlone() throws IOException {
        oven.bake(event, PAYLOAD);
        open("--event", event);

        assertThat(premises.audit()).contains("\"code\":\"EVENT_OPENED\"", "\"subject\":\"cook\"", "\"topic\":\"bread.v1\"",
                "event %s: ticket 7".formatted(event), System.getProperty("user.name"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(premises.data.resolve("audit/operator.jsonl"))))
                .isEqualTo("rw-------");
    }

    @Test
    void findsARecordByItsPlace() {
        var place = oven.bake(event, PAYLOAD);

        assertThat(open("--partition", "0", "--offset", Long.toString(place.offset())).code()).isZero();
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(PAYLOAD);
        assertThat(open("--partition", "0", "--offset", Long.toString(place.offset() + 1)).code()).isEqualTo(1);
    }

    @Test
    void tellsTheCodeOfWhatItRefuses() {
        oven.burn(event, PAYLOAD);

        var typed = open("--event", event);

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("not opened: TAMPERED");
        assertThat(shown.toByteArray()).isEmpty();
        assertThat(premises.audit()).contains("EVENT_NOT_OPENED", "TAMPERED", "ticket 7");
    }

    @Test
    void opensTheGoodOneOfTwoWithTheSameId() {
        oven.burn(event, PAYLOAD);
        oven.bake(event, PAYLOAD);

        assertThat(open("--event", event).code()).isZero();
    }

    @Test
    void showsNothingThatItCannotAudit() throws IOException {
        oven.bake(event, PAYLOAD);
        Files.writeString(premises.data.resolve("audit"), "a file where the folder belongs");

        assertThat(open("--event", event).code()).isEqualTo(1);
        assertThat(shown.toByteArray()).isEmpty();
    }

    @Test
    void opensNothingWithoutTheKeysOfAReader() throws IOException {
        oven.bake(event, PAYLOAD);
        assertThat(typed("open", "--as", "baker", "--topic", "bread.v1", "--event", event, "--reason", "ticket 7").err())
                .contains("baker does not read bread.v1");

        Files.delete(premises.data.resolve("services/cook/keys/1.json"));
        assertThat(open("--event", event).err()).contains("holds no key");
        assertThat(shown.toByteArray()).isEmpty();
        assertThat(premises.data.resolve("services/cook/keys/1.json")).doesNotExist();
    }

    @Test
    void wantsToKnowWhichEventAndWhy() {
        assertThat(typed("open", "--as", "cook", "--topic", "bread.v1", "--event", event).code()).isEqualTo(2);
        assertThat(typed("open", "--as", "cook", "--topic", "bread.v1", "--event", event, "--reason", " ").code()).isEqualTo(2);
        assertThat(open().code()).isEqualTo(2);
        assertThat(open("--partition", "0").code()).isEqualTo(2);
        assertThat(open("--event", event, "--partition", "0", "--offset", "0").code()).isEqualTo(2);
        assertThat(open("--event", "nobody's").err()).contains("has no such record");
    }

    private Typed open(String... which) {
        var words = new ArrayList<>(List.of("open", "--as", "cook", "--topic", "bread.v1", "--reason", "ticket 7"));
        words.addAll(List.of(which));
        return typed(words.toArray(String[]::new));
    }

    private Typed typed(String... words) {
        return premises.typed(words);
    }
}
