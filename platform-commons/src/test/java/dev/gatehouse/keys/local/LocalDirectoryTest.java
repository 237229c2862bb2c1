package dev.gatehouse.keys.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.keys.KeyId;
import dev.gatehouse.names.ServiceName;

import static dev.gatehouse.keys.local.KeyFolders.BAKER;
import static dev.gatehouse.keys.local.KeyFolders.NOW;
import static dev.gatehouse.keys.local.KeyFolders.REALM;
import static dev.gatehouse.keys.local.KeyFolders.replace;
import static dev.gatehouse.keys.local.KeyFolders.write;
import static org.assertj.core.api.Assertions.assertThat;

class LocalDirectoryTest {
    private static final ServiceName COOK = new ServiceName("cook");
    private final List<String> alarms = new ArrayList<>();
    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    @TempDir
    private Path data;
    private KeyFolders folders;
    private LocalDirectory directory;
    private KeyId id;

    @BeforeEach
    void publish() {
        folders = new KeyFolders(data);
        id = folders.keys().versions().getFirst().id();
        directory = new LocalDirectory(data, REALM, clock::get, alarms::add);
    }

    @Test
    void knowsNothingBeforeItIsToldToRead() {
        assertThat(directory.latest().find(id)).isEmpty();
        assertThat(directory.latest().begun()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void hasTheEntriesOfTheServicesThatMatterAndWhenItBegan() {
        refresh();

        assertThat(directory.latest().active(BAKER, NOW)).hasValueSatisfying(v -> assertThat(v.id()).isEqualTo(id));
        assertThat(directory.latest().begun()).isEqualTo(NOW);
        assertThat(alarms).isEmpty();
    }

    @Test
    void readsNobodyElsesEntries() {
        directory.refresh(Set.of(COOK));

        assertThat(directory.latest().entries()).isEmpty();
    }

    @Test
    void anEntryThatDoesNotValidateCountsAsAbsentWithOneAlarmAndThePreviousStays() {
        folders.addVersion(2);
        folders.keys();
        replace(folders.entry(2), "\"sign\" : \"", "\"sign\" : \"canary");
        refresh();
        refresh();

        assertThat(directory.latest().active(BAKER, NOW.plusSeconds(60))).hasValueSatisfying(
                v -> assertThat(v.version()).isEqualTo(1));
        assertThat(alarms).singleElement().asString().contains(folders.entry(2).toString()).doesNotContain("canary");
    }

    @Test
    void anEntryCopiedUnderAnotherNameOrVersionIsNotUsed() throws IOException {
        Files.createDirectories(data.resolve("directory/cook"));
        Files.copy(folders.entry(1), data.resolve("directory/cook/1.json"));
        Files.copy(folders.entry(1), folders.entry(3));
        directory.refresh(Set.of(BAKER, COOK));

        assertThat(directory.latest().entries()).singleElement().satisfies(v -> assertThat(v.service()).isEqualTo(BAKER));
        assertThat(alarms).hasSize(2).allMatch(alarm -> alarm.contains("another realm, service or version"));
    }

    @Test
    void ofTwoEntriesWithTheSameKeysTheOlderHoldsWithAnAlarm() throws IOException {
        Files.copy(folders.entry(1), folders.entry(3));
        replace(folders.entry(3), "\"version\" : 1", "\"version\" : 3");
        refresh();

        assertThat(directory.latest().find(id)).hasValueSatisfying(v -> assertThat(v.version()).isEqualTo(1));
        assertThat(alarms).singleElement().asString().contains("repeats the keys of version 1");
    }

    @Test
    void neverDropsAnEntryOrARevocation() throws IOException {
        folders.revoke(id.toString());
        refresh();
        Files.delete(folders.entry(1));
        Files.delete(folders.revocation(id.toString()));
        refresh();

        assertThat(directory.latest().find(id)).isPresent();
        assertThat(directory.latest().revokedAt(id)).hasValue(NOW);
    }

    @Test
    void aRevokedVersionIsNotWrappedToAnyMore() {
        folders.revoke(id.toString());
        refresh();

        assertThat(directory.latest().active(BAKER, NOW)).isEmpty();
    }

    @Test
    void aRevocationThatIsNotUnderstoodRevokesTheKeyThatItIsNamedAfterForAllTime() {
        write(folders.revocation(id.toString()), "{\"canary\"");
        refresh();
        refresh();

        assertThat(directory.latest().revokedAt(id)).hasValue(Instant.EPOCH);
        assertThat(alarms).singleElement().asString().contains(id + ".json", "counts as revoked").doesNotContain("canary");
    }

    @Test
    void aRevocationThatNamesAnotherKeyRevokesTheOneThatItIsNamedAfter() {
        write(folders.revocation(id.toString()),
                "{\"format\":1,\"keyId\":\"00000000000000ff\",\"revokedAt\":\"%s\"}".formatted(NOW));
        refresh();

        assertThat(directory.latest().revocations()).containsOnlyKeys(id);
        assertThat(alarms).singleElement().asString().contains("it names another key id");
    }

    @Test
    void aRevocationInCapitalLettersRevokesToo() {
        write(data.resolve("revocations/%s.json".formatted(id.toString().toUpperCase(Locale.ROOT))), "{}");
        refresh();

        assertThat(directory.latest().revokedAt(id)).isPresent();
    }

    @Test
    void aRevocationOfTheFutureRevokesForAllTimeWithAnAlarm() {
        folders.revoke(id.toString());
        replace(folders.revocation(id.toString()), "2026", "9999");
        refresh();

        assertThat(directory.latest().revokedAt(id)).hasValue(Instant.EPOCH);
        assertThat(alarms).singleElement().asString().contains("its time lies in the future");
    }

    @Test
    void ofTwoRevocationsOfOneKeyTheEarlierCounts() {
        clock.set(NOW.plusSeconds(60));
        folders.revoke(id.toString());
        refresh();
        replace(folders.revocation(id.toString()), NOW.toString(), NOW.plusSeconds(30).toString());
        refresh();
        assertThat(directory.latest().revokedAt(id)).hasValue(NOW);
        replace(folders.revocation(id.toString()), NOW.plusSeconds(30).toString(), NOW.minusSeconds(30).toString());
        refresh();

        assertThat(directory.latest().revokedAt(id)).hasValue(NOW.minusSeconds(30));
    }

    @Test
    void anEntryBeyondTheLastVersionCountsAsAbsentWithAnAlarm() throws IOException {
        Files.copy(folders.entry(1), folders.entry(1_000_000));
        replace(folders.entry(1_000_000), "\"version\" : 1", "\"version\" : 1000000");
        Files.delete(folders.entry(1));
        refresh();

        assertThat(directory.latest().entries()).isEmpty();
        assertThat(alarms).singleElement().asString().contains("1000000.json");
    }

    @Test
    void aRevocationThatWasMendedCountsFromItsTime() {
        write(folders.revocation(id.toString()), "");
        refresh();
        folders.revoke(id.toString());
        refresh();

        assertThat(directory.latest().revokedAt(id)).hasValue(NOW);
    }

    @Test
    void aFileThatRevokesNothingByItsNameGivesAnAlarm() {
        write(data.resolve("revocations/baker.json"), "{}");
        refresh();

        assertThat(directory.latest().revocations()).isEmpty();
        assertThat(alarms).singleElement().asString().contains("its name is no key id");
    }

    @Test
    void ofManyEntriesWithTheSameKeysTheLowestVersionHoldsHoweverTheirFilesSort() throws IOException {
        Files.move(folders.entry(1), folders.entry(2));
        replace(folders.entry(2), "\"version\" : 1", "\"version\" : 2");
        Files.copy(folders.entry(2), folders.entry(10));
        replace(folders.entry(10), "\"version\" : 2", "\"version\" : 10");
        refresh();

        assertThat(directory.latest().find(id)).hasValueSatisfying(v -> assertThat(v.version()).isEqualTo(2));
    }

    @Test
    void keepsTheLastGoodReadingAndItsAgeWhenTheFolderIsGone() throws IOException {
        refresh();
        Files.move(data.resolve("directory"), data.resolve("elsewhere"));
        clock.set(NOW.plusSeconds(30));
        refresh();

        assertThat(directory.latest().find(id)).isPresent();
        assertThat(directory.latest().begun()).isEqualTo(NOW);
        assertThat(alarms).singleElement().asString().contains("there is no folder");
    }

    @Test
    void aFolderThatCannotBeReadProtectsNobodyFromBeingRevoked() {
        refresh();
        write(data.resolve("directory/cook"), "a file where a folder belongs");
        folders.revoke(id.toString());
        clock.set(NOW.plusSeconds(30));
        directory.refresh(List.of(COOK, BAKER));

        assertThat(directory.latest().revokedAt(id)).isPresent();
        assertThat(directory.latest().find(id)).isPresent();
        assertThat(directory.latest().begun()).isEqualTo(NOW);
    }

    private void refresh() {
        directory.refresh(Set.of(BAKER));
    }
}
