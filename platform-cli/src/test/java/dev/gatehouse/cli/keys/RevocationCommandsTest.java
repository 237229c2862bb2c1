package dev.gatehouse.cli.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.cli.rights.Kitchen;
import dev.gatehouse.keys.KeyId;

import static dev.gatehouse.cli.keys.Premises.BAKER;
import static dev.gatehouse.cli.keys.Premises.COOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What an operator does about a service that is not trusted any more; against a real broker. */
class RevocationCommandsTest {
    @TempDir
    private Path folder;
    private Premises premises;

    @BeforeEach
    void everythingIsApplied() {
        premises = new Premises(folder, "{\"bakerPeer\": \"https://localhost:1\"}");
    }

    @AfterEach
    void close() {
        premises.close();
    }

    @Test
    void aRevokedServiceHasNeitherKeysNorRightsAndKeepsItsContract() {
        var typed = premises.typedOfCatalog("revoke", "baker");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("+ revocations/services/baker/1.json", "revokes baker/1",
                "- took away: baker may WRITE on TOPIC bread.v1", "at most 60 s", "reinstate baker");
        assertThat(premises.rights(BAKER)).isZero();
        assertThat(premises.rights(COOK)).isPositive();
        assertThat(premises.directory().latest().active(BAKER, Instant.now())).isEmpty();
        assertThat(premises.data.resolve("services/baker/contract.json")).exists();
        assertThat(premises.audit()).contains("\"code\":\"SERVICE_REVOKED\"", "\"subject\":\"baker\"");
    }

    @Test
    void revokingTwiceDoesWhatIsLeft() {
        premises.typedOfCatalog("revoke", "baker");

        var again = premises.typedOfCatalog("revoke", "baker");

        assertThat(again.code()).isZero();
        assertThat(again.out()).doesNotContain("  + ", "took away").contains("baker is revoked");
    }

    @Test
    void applyGivesARevokedServiceNothingBackAndSaysSo() {
        premises.typedOfCatalog("revoke", "baker");

        assertThat(premises.typedOfCatalog("plan").out()).contains("! baker, until 'gatehouse reinstate baker'");
        assertThat(premises.typedOfCatalog("apply").out()).doesNotContain("gave");
        assertThat(premises.typedOfCatalog("verify", "--json").out()).contains("\"revoked\":[\"baker\"]", "\"same\":true");
        assertThat(premises.rights(BAKER)).isZero();
    }

    @Test
    void explainSaysThatARevocationIsTheReason() {
        assertThat(premises.typedOfCatalog("explain", "baker", "write", "bread.v1").out()).doesNotContain("revoked");
        premises.typedOfCatalog("revoke", "baker");

        var typed = premises.typedOfCatalog("explain", "baker", "write", "bread.v1");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("live: the broker refuses it", "baker is revoked since 2", "'gatehouse reinstate baker'")
                .doesNotContain("the broker differs");
        assertThat(premises.typedOfCatalog("explain", "baker", "write", "bread.v1", "--json").out())
                .contains("\"live\":{\"allowed\":false,\"revokedSince\":\"2");
    }

    @Test
    void explainSaysNoForARevokedServiceThatTheBrokerStillLets() {
        premises.target("{}", "localhost:1");
        premises.typedOfCatalog("revoke", "baker", "--timeout", "1");
        premises.target("{}", Premises.ESTATE.bootstrap());

        var typed = premises.typedOfCatalog("explain", "baker", "write", "bread.v1");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("live: the broker lets it",
                "'gatehouse apply' takes away what the broker still lets it");
    }

    @Test
    void applyRefusesAFolderThatCannotTellWhoIsRevoked() throws IOException {
        premises.typedOfCatalog("revoke", "baker");
        Files.move(premises.data, folder.resolve("elsewhere"));

        for (var verb : new String[]{"plan", "apply", "verify"})
            assertThat(premises.typedOfCatalog(verb)).satisfies(typed -> {
                assertThat(typed.code()).isEqualTo(2);
                assertThat(typed.err()).contains("it has no directory/");
            });
        assertThat(premises.rights(BAKER)).isZero();
    }

    @Test
    void applySaysWhichRevocationItDoesNotUnderstand() {
        Kitchen.file(premises.data, "revocations/services/baker/1.lifted.json", "{}");

        assertThat(premises.typedOfCatalog("plan").err()).contains("1.lifted.json lifts a bar that is not there");
    }

    @Test
    void keysAreRevokedThoughTheDescriptorsDoNotAgree() {
        Kitchen.file(folder, "services/waiter/src/main/resources/service.yml", "service: cook");

        var typed = premises.typedOfCatalog("revoke", "baker");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("the broker was not asked");
        assertThat(premises.directory().latest().active(BAKER, Instant.now())).isEmpty();
    }

    @Test
    void aRevocationFailsThatIsNotUnderstoodInTheEnd() {
        var id = premises.keys(BAKER).versions().getFirst().id();
        Kitchen.file(premises.data, "revocations/%s.json".formatted(id),
                "{\"format\":1,\"keyId\":\"%s\",\"revokedAt\":\"9999-01-01T00:00:00Z\"}".formatted(id));
        Kitchen.file(premises.data, "revocations/services/baker", "a file where the folder belongs");

        assertThat(premises.typed("revoke", "--key", id.toString()).code()).isEqualTo(1);
        assertThat(premises.typedOfCatalog("revoke", "baker").code()).isEqualTo(1);
        assertThat(premises.rights(BAKER)).isZero();
    }

    @Test
    void aRightOfEverybodyIsToldAsLeft() {
        premises.letEverybodyRead("bread.v1");

        var typed = premises.typedOfCatalog("revoke", "baker");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("left: * may READ on TOPIC bread.v1");
        assertThat(typed.out()).doesNotContain("refuses it everything");
    }

    @Test
    void applyTakesAwayWhatARevocationCouldNotTakeHoweverMuchItIs() {
        premises.target("{}", "localhost:1");
        var typed = premises.typedOfCatalog("revoke", "baker", "--timeout", "1");
        premises.target("{}", Premises.ESTATE.bootstrap());
        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out()).contains("+ revocations/services/baker/1.json");

        assertThat(premises.typedOfCatalog("apply").out()).contains("took away: baker may WRITE on TOPIC bread.v1");
        await().until(() -> premises.rights(BAKER) == 0);
    }

    @Test
    void aDryRunShowsItAndDoesNothing() {
        var typed = premises.typedOfCatalog("revoke", "baker", "--dry-run");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("+ revocation of baker/1", "+ bar", "- baker may WRITE on TOPIC bread.v1",
                "this was a dry run");
        assertThat(premises.rights(BAKER)).isPositive();
        assertThat(premises.data.resolve("revocations")).doesNotExist();
    }

    @Test
    void aReinstatedServiceGetsItsRightsBackByApplyThoughItDidNotRun() {
        premises.typedOfCatalog("revoke", "baker");

        var typed = premises.typed("reinstate", "baker", "--timeout", "2");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.out()).contains("key versions of baker count again from 2 on", "gatehouse rotate keys baker");
        assertThat(premises.typedOfCatalog("apply").out()).contains("gave: baker may WRITE on TOPIC bread.v1");
        assertThat(premises.directory().latest().active(BAKER, Instant.now())).isEmpty();
        premises.keys(BAKER).next(premises.directory().latest(), Duration.ofHours(24));
        assertThat(premises.directory().latest().active(BAKER, Instant.now())).isPresent();
    }

    @Test
    void onlyWhoIsRevokedIsReinstated() {
        assertThat(premises.typed("reinstate", "baker").err()).contains("baker is not revoked");
        assertThat(premises.typed("reinstate", "baker").code()).isEqualTo(1);
    }

    @Test
    void oneKeyVersionCanBeEndedAlone() {
        var id = premises.keys(BAKER).versions().getFirst().id();

        var typed = premises.typedOfCatalog("revoke", "--key", id.toString());

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("revocations/%s.json".formatted(id), "baker has no other version that is active");
        assertThat(premises.directory().latest().revokedAt(id)).isPresent();
        assertThat(premises.rights(BAKER)).isPositive();
        assertThat(premises.typedOfCatalog("revoke", "--key", id.toString()).out()).contains("was revoked before");
    }

    @Test
    void refusesAKeyThatNobodyHasAndAServiceThatNobodyKnows() {
        assertThat(premises.typedOfCatalog("revoke", "--key", new KeyId(1).toString()).code()).isEqualTo(1);
        assertThat(premises.typedOfCatalog("revoke", "--key", "canary").code()).isEqualTo(2);
        assertThat(premises.typedOfCatalog("revoke", "waiter").code()).isEqualTo(2);
        assertThat(premises.typedOfCatalog("revoke").code()).isEqualTo(2);
        assertThat(premises.data.resolve("revocations")).doesNotExist();
    }

    @Test
    void listsWhichVersionsThereAreAndWhichOneSeals() {
        assertThat(premises.typed("keys", "list").out()).contains("baker\n", "cook\n", ", seals");
        premises.typedOfCatalog("revoke", "baker");

        var typed = premises.typed("keys", "list", "baker");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("baker, revoked since", ", revoked at ").doesNotContain("seals");
        assertThat(premises.typed("keys", "list", "--json").out()).startsWith("{\"format\":1,\"verb\":\"keys list\"")
                .contains("\"service\":\"cook\",\"versions\":[{\"version\":1", "\"seals\":true,\"seeds\":true");
    }

    @Test
    void aRevokedServiceIsThrownOutOfTheDatabaseAndComesBackByApplyWhenItIsReinstated() throws SQLException {
        premises.addDatabase();
        try (var open = Premises.connect(BAKER)) {
            var typed = premises.typedOfCatalog("revoke", "baker");

            assertThat(typed.code()).isZero();
            assertThat(typed.out()).contains("- ended: role baker can log in", "- ended: role baker has 1 connections",
                    "The broker and the database refuse it everything");
            assertThat(open.isValid(5)).isFalse();
        }
        assertThat(premises.typedOfCatalog("apply").out()).isEqualTo("Nothing to do.\n");
        assertThat(premises.typedOfCatalog("verify", "--json").out()).contains("\"same\":true");
        assertThatThrownBy(() -> Premises.connect(BAKER)).hasMessageContaining("not permitted to log in");

        premises.typed("reinstate", "baker", "--timeout", "1");
        assertThat(premises.typedOfCatalog("apply").out()).contains("mended: role baker cannot log in");
        Premises.connect(BAKER).close();
    }

    @Test
    void applyThrowsOutOfTheDatabaseWhomARevocationCouldNot() throws SQLException {
        premises.addDatabase();
        premises.database("jdbc:postgresql://localhost:1/gatehouse");
        var typed = premises.typedOfCatalog("revoke", "baker", "--timeout", "1");
        assertThat(typed.code()).isEqualTo(3);
        assertThat(premises.rights(BAKER)).isZero();
        Premises.connect(BAKER).close();

        premises.addDatabase();

        assertThatThrownBy(() -> Premises.connect(BAKER)).hasMessageContaining("not permitted to log in");
    }

    @Test
    void theDatabaseLetsARevokedServiceInNoMoreThoughTheBrokerDoesNotAnswer() {
        premises.addDatabase();
        premises.target("{}", "localhost:1");

        assertThat(premises.typedOfCatalog("revoke", "baker", "--timeout", "1").code()).isEqualTo(3);

        assertThatThrownBy(() -> Premises.connect(BAKER)).hasMessageContaining("not permitted to log in");
    }

    @Test
    void theWorstOfSeveralFailuresIsTheExitCodeAndTheOthersAreTold() {
        premises.database("jdbc:postgresql://localhost:1/gatehouse");
        premises.target("{}", "no-port");

        var typed = premises.typedOfCatalog("revoke", "baker", "--timeout", "1");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err()).contains("  ! no connection can be made", "gatehouse: the database does not let anybody in");
    }

    @Test
    void nothingIsDoneThatCannotBeAudited() {
        Kitchen.file(premises.data, "audit", "a file where the folder belongs");

        assertThat(premises.typedOfCatalog("revoke", "baker").code()).isEqualTo(1);
        assertThat(premises.rights(BAKER)).isPositive();
    }
}
