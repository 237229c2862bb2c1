package dev.gatehouse.keys.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.keys.local.LocalRevocations.Step;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static dev.gatehouse.keys.local.KeyFolders.BAKER;
import static dev.gatehouse.keys.local.KeyFolders.NOW;
import static dev.gatehouse.keys.local.KeyFolders.REALM;
import static dev.gatehouse.keys.local.KeyFolders.replace;
import static dev.gatehouse.keys.local.KeyFolders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the operator does with the keys of a service, and what others make of it. */
class LocalRevocationsTest {
    private static final Instant LATER = NOW.plusSeconds(60);
    @TempDir
    private Path data;
    private KeyFolders folders;
    private KeyId first;

    @BeforeEach
    void twoVersions() {
        folders = new KeyFolders(data);
        folders.keys();
        folders.addVersion(2);
        first = folders.keys().versions().getFirst().id();
    }

    @Test
    void aRevokedServiceHasNoVersionThatCounts() {
        folders.revocations().revoke(BAKER, NOW);

        assertThat(folders.directory().active(BAKER, LATER)).isEmpty();
        assertThat(folders.directory().revokedAt(first)).hasValue(NOW);
        assertThat(folders.revocations().barredSince(BAKER)).hasValue(NOW);
    }

    @Test
    void aVersionThatARevokedServiceMakesDoesNotCountEither() {
        folders.revocations().revoke(BAKER, NOW);
        folders.addVersion(3);
        folders.keys();

        assertThat(folders.directory().active(BAKER, LATER)).isEmpty();
        assertThat(folders.directory().revocations()).hasSize(3).containsValue(NOW);
    }

    @Test
    void theBarAloneRevokesEveryVersion() throws IOException {
        folders.revocations().revoke(BAKER, NOW);
        Files.delete(folders.revocation(first.toString()));

        assertThat(folders.directory().revokedAt(first)).hasValue(NOW);
    }

    @Test
    void revokingTwiceDoesNothingTheSecondTime() {
        assertThat(folders.revocations().revoke(BAKER, NOW)).hasSize(3);
        assertThat(folders.revocations().revoke(BAKER, LATER)).isEmpty();
    }

    @Test
    void aReinstatedServiceCountsFromItsNextVersionOn() {
        var revocations = folders.revocations();
        revocations.revoke(BAKER, NOW);
        folders.addVersion(3); // behind the operator's back
        folders.keys();
        revocations.reinstate(BAKER, LATER);
        assertThat(folders.directory().active(BAKER, LATER)).isEmpty();

        var next = folders.keys().next(folders.directory(), Duration.ofHours(24));

        assertThat(next).isInstanceOf(LocalKeys.Next.Made.class);
        assertThat(folders.directory().active(BAKER, NOW)).map(PublicKeyVersion::version).contains(4);
    }

    @Test
    void aServiceCanBeRevokedAgainAfterItWasReinstated() {
        var revocations = folders.revocations();
        revocations.revoke(BAKER, NOW);
        revocations.reinstate(BAKER, LATER);
        folders.keys().next(folders.directory(), Duration.ofHours(24));

        assertThat(revocations.revoke(BAKER, LATER)).extracting(Step::file)
                .contains(Path.of("revocations/services/baker/2.json"));
        assertThat(folders.directory().active(BAKER, LATER)).isEmpty();
        assertThat(folders.directory().revokedAt(first)).hasValue(NOW);
    }

    @Test
    void onlyWhoIsRevokedCanBeReinstated() {
        assertThat(folders.revocations().reinstate(BAKER, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'\"format\" : 1','\"format\" : 2'", "'\"service\" : \"baker\"','\"service\" : \"cook\"'",
            "'\"number\" : 1','\"number\" : 2'", "'2026-01-01T00:00:00Z','soon'", "'}',''"})
    void aBarThatIsNotUnderstoodBarsForAllTime(String piece, String instead) {
        folders.revocations().revoke(BAKER, NOW);
        replace(folders.bar(1), piece, instead);

        assertThat(folders.directory().revokedAt(first)).hasValue(Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({"'\"format\" : 1','\"format\" : 2'", "'\"service\" : \"baker\"','\"service\" : \"cook\"'",
            "'\"firstVersion\" : 3','\"firstVersion\" : 0'", "'}',''"})
    void aLiftThatIsNotUnderstoodLiftsNothing(String piece, String instead) {
        var revocations = folders.revocations();
        revocations.revoke(BAKER, NOW);
        revocations.reinstate(BAKER, LATER);
        replace(folders.lift(1), piece, instead);
        folders.addVersion(3);
        folders.keys();

        assertThat(folders.directory().active(BAKER, LATER)).isEmpty();
    }

    @Test
    void aFileThatIsNoBarByItsNameBarsWithAnAlarm() {
        write(data.resolve("revocations/services/baker/now.json"), "{}");
        var alarms = new ArrayList<String>();
        var directory = new LocalDirectory(data, REALM, InstantSource.fixed(NOW), alarms::add);
        directory.refresh(Set.of(BAKER));

        assertThat(directory.latest().active(BAKER, LATER)).isEmpty();
        assertThat(alarms).singleElement().asString().contains("now.json is no bar by its name");
        assertThatThrownBy(() -> new LocalRevocations(data, REALM, problem -> {}).reinstate(BAKER, LATER))
                .hasMessageContaining("put it right first");
    }

    @Test
    void aLiftThatWasThereBeforeItsBarBarsAndOpensNothing() {
        write(folders.lift(1), "{\"format\":1,\"service\":\"baker\",\"number\":1,\"firstVersion\":1,\"liftedAt\":\"%s\"}"
                .formatted(NOW));
        var revocations = new LocalRevocations(data, REALM, problem -> {});
        assertThat(folders.directory().active(BAKER, LATER)).isEmpty();
        assertThat(revocations.isBarred(BAKER)).isFalse();

        revocations.revoke(BAKER, NOW);

        assertThat(folders.bar(2)).exists();
        assertThat(revocations.isBarred(BAKER)).isTrue();
    }

    @Test
    void aBarOfTheFutureBarsForAllTimeAndTheOperatorsComesBesideIt() {
        write(folders.bar(1), "{\"format\":1,\"service\":\"baker\",\"number\":1,\"since\":\"9999-01-01T00:00:00Z\"}");
        assertThat(folders.directory().revokedAt(first)).hasValue(Instant.EPOCH);

        new LocalRevocations(data, REALM, problem -> {}).revoke(BAKER, NOW);

        assertThat(folders.bar(2)).exists();
    }

    @Test
    void aFolderOfBarsThatCannotBeReadBarsThatServiceAlone() {
        write(data.resolve("revocations/services/baker"), "a file where the folder belongs");
        var problems = new ArrayList<String>();
        var revocations = new LocalRevocations(data, REALM, problems::add);

        assertThat(revocations.barred()).containsExactly(Map.entry(BAKER, Instant.EPOCH));
        assertThat(folders.directory().active(BAKER, LATER)).isEmpty();
        assertThat(revocations.revoke(BAKER, NOW)).extracting(Step::what).hasSize(2).allMatch(what -> what.startsWith("revokes"));
        assertThat(revocations.isBarred(BAKER)).isFalse();
        assertThat(problems).anyMatch(problem -> problem.contains("baker counts as revoked for all time"));
    }

    @Test
    void aBrokenFolderOfBarsKeepsNobodyElsesFromBeingRead() {
        folders.revocations().revoke(BAKER, NOW);
        write(data.resolve("revocations/services/cook"), "a file where the folder belongs");
        var directory = new LocalDirectory(data, REALM, InstantSource.fixed(NOW), alarm -> {});
        directory.refresh(List.of(new ServiceName("cook"), BAKER));

        assertThat(directory.latest().begun()).isEqualTo(NOW);
        assertThat(directory.latest().active(BAKER, LATER)).isEmpty();
    }

    @Test
    void aReinstatementSeesEveryVersionThatCountsOrRefuses() {
        folders.revocations().revoke(BAKER, NOW);
        write(folders.entry(PublicKeyVersion.LAST_VERSION), "{}");

        assertThatThrownBy(() -> folders.revocations().reinstate(BAKER, LATER)).hasMessageContaining("put it right first");
    }

    @Test
    void aBarOnceSeenIsNotForgottenWhenItsFileIsGone() throws IOException {
        var directory = new LocalDirectory(data, REALM, InstantSource.fixed(NOW), alarm -> {});
        folders.revocations().revoke(BAKER, NOW);
        directory.refresh(Set.of(BAKER));
        Files.delete(folders.bar(1));
        folders.addVersion(3);
        folders.keys();
        directory.refresh(Set.of(BAKER));

        assertThat(directory.latest().active(BAKER, LATER)).isEmpty();
    }

    @Test
    void tellsWhichVersionsThereAreAndWhatIsKnownOfThem() throws IOException {
        folders.revocations().revoke(first, NOW);
        Files.delete(folders.seeds(2));

        assertThat(folders.revocations().services()).containsExactly(BAKER);
        assertThat(folders.revocations().entries(BAKER)).satisfiesExactly(one -> {
            assertThat(one.revokedAt()).hasValue(NOW);
            assertThat(one.hasSeeds()).isTrue();
        }, two -> {
            assertThat(two.revokedAt()).isEmpty();
            assertThat(two.hasSeeds()).isFalse();
        });
    }

    @Test
    void namesWhoIsBarred() {
        folders.revocations().revoke(BAKER, NOW);

        assertThat(folders.revocations().barred()).containsExactly(Map.entry(BAKER, NOW));
    }

    @Test
    void isForLocalRealmsOnly() {
        assertThatThrownBy(() -> new LocalRevocations(data, new Realm("production"), problem -> {}))
                .hasMessageContaining("not a local one");
    }
}
