package dev.gatehouse.cli.keys;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.gatehouse.cli.keys.Premises.ESTATE;
import static org.assertj.core.api.Assertions.assertThat;

/** How the command has a running service make its next key version. */
class RotateKeysCommandTest {
    private static final String MADE = "{\"version\":2,\"keyId\":\"00000000000000ab\",\"activeFrom\":\"2026-01-02T00:00:00Z\"}";
    private final PeerStandIn baker = new PeerStandIn(ESTATE, "baker");
    @TempDir
    private Path folder;
    private Premises premises;

    @BeforeEach
    void everythingIsApplied() {
        premises = new Premises(folder, "{\"bakerPeer\": \"%s\", \"cookPeer\": \"https://localhost:1\"}".formatted(baker.url()));
    }

    @AfterEach
    void close() {
        premises.close();
        baker.close();
    }

    @Test
    void asksTheServiceAsTheOperatorAndSaysWhatItMade() {
        baker.answers(200, MADE);

        var typed = premises.typed("rotate", "keys", "baker");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).isEqualTo(
                "baker: made key version 2 (00000000000000ab); it signs and is sealed to from 2026-01-02T00:00:00Z on\n");
        assertThat(baker.asked).containsExactly("POST /actuator/keys by CN=operator");
    }

    @Test
    void aDryRunHasNoneMade() {
        baker.answers(200, "{\"versions\":[{}]}");

        assertThat(premises.typed("rotate", "keys", "baker", "--dry-run").out()).contains("would make the next one after 1",
                "dry run");
        assertThat(baker.asked).containsExactly("GET /actuator/keys by CN=operator");
    }

    @Test
    void endsWith1WhenTheServiceRefuses() {
        baker.answers(409, "{\"type\":\"urn:gatehouse:service-revoked\"}");

        var typed = premises.typed("rotate", "keys", "baker");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("409 urn:gatehouse:service-revoked", "'gatehouse reinstate baker' first");
    }

    @Test
    void nothingThatAServiceSaysSteersTheTerminal() {
        baker.answers(403, "{\"type\":\"\\u001b[2Jhidden\"}");

        assertThat(premises.typed("rotate", "keys", "baker").err()).contains("\\u001b[2Jhidden").doesNotContain("\u001b");
    }

    @Test
    void believesNoAnswerThatDoesNotSayWhichVersionWasMade() {
        baker.answers(200, MADE.replace("00000000000000ab", "anything at all"));

        var typed = premises.typed("rotate", "keys", "baker");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out() + typed.err()).contains("does not say which key version").doesNotContain("anything at all");
    }

    @Test
    void readsNoAnswerWithoutEnd() {
        baker.answers(200, MADE + " ".repeat(64 * 1024));

        assertThat(premises.typed("rotate", "keys", "baker").code()).isEqualTo(3);
    }

    @Test
    void waitsNotForeverForAnAnswerThatTrickles() {
        baker.tricklesAfter(MADE);

        assertThat(premises.typed("rotate", "keys", "baker", "--timeout", "1").code()).isEqualTo(3);
    }

    @Test
    void oneThatDoesNotAnswerKeepsNobodyElseFromBeingAsked() {
        baker.answers(200, MADE);

        var typed = premises.typedOfCatalog("rotate", "keys", "--all", "--timeout", "2");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out()).contains("baker: made key version 2");
        assertThat(typed.err()).contains("cook does not answer on https://localhost:1/actuator/keys");
    }

    @Test
    void wantsToKnowWhose() {
        assertThat(premises.typed("rotate", "keys").code()).isEqualTo(2);
        assertThat(premises.typed("rotate", "keys", "baker", "--all").code()).isEqualTo(2);
    }

    @Test
    void aReinstatedServiceMakesANewVersionAtOnce() {
        premises.typedOfCatalog("revoke", "baker");
        baker.answers(200, MADE);

        var typed = premises.typed("reinstate", "baker");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("count again from 2 on", "made key version 2", "Now: gatehouse apply");
        assertThat(premises.audit()).contains("SERVICE_REINSTATED");
    }
}
