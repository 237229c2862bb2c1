package dev.gatehouse.keys.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.keys.KeyRing.Held;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.TopicName;

import static dev.gatehouse.keys.local.KeyFolders.BAKER;
import static dev.gatehouse.keys.local.KeyFolders.NOW;
import static dev.gatehouse.keys.local.KeyFolders.REALM;
import static dev.gatehouse.keys.local.KeyFolders.replace;
import static dev.gatehouse.keys.local.KeyFolders.text;
import static dev.gatehouse.keys.local.KeyFolders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalKeysTest {
    @TempDir
    private Path data;
    private KeyFolders folders;

    @BeforeEach
    void lookAtTheFolder() {
        folders = new KeyFolders(data);
    }

    @Test
    void theFirstStartMakesAVersionThatIsActiveAtOnceAndPublishesIt() {
        var version = folders.keys().versions().getFirst();

        assertThat(version.publicHalf().activeFrom()).isEqualTo(NOW);
        assertThat(DirectoryFile.read(folders.entry(1), REALM, BAKER).id()).isEqualTo(version.id());
    }

    @Test
    void laterStartsFindTheSameVersion() {
        assertThat(folders.keys().versions().getFirst().id()).isEqualTo(folders.keys().versions().getFirst().id());
    }

    @Test
    void ofManyThatStartAtOnceOneMakesTheKeysAndAllUseThem() throws Exception {
        var together = new CyclicBarrier(8);
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Object> start = () -> {
                together.await();
                return folders.keys().versions().getFirst().id();
            };
            var ids = threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> start).toList());
            for (var id : ids)
                assertThat(id.get()).isEqualTo(ids.getFirst().get());
        }
        try (var left = Files.list(folders.seeds(1).getParent())) {
            assertThat(left).containsExactly(folders.seeds(1));
        }
    }

    @Test
    void seedsAreForTheirOwnerAlone() throws IOException {
        folders.keys().of(new TopicName("bread.v1"));

        for (var file : new String[]{"1.json", "hmac/bread.v1.json"})
            assertThat(PosixFilePermissions
                    .toString(Files.getPosixFilePermissions(data.resolve("services/baker/keys").resolve(file))))
                    .isEqualTo("rw-------");
    }

    @Test
    void publishesAgainWhatTheDirectoryHasLost() throws IOException {
        var keys = folders.keys();
        Files.delete(folders.entry(1));

        keys.refresh();

        assertThat(DirectoryFile.read(folders.entry(1), REALM, BAKER).id()).isEqualTo(keys.versions().getFirst().id());
    }

    @Test
    void findsANewVersionWithoutARestart() {
        var keys = folders.keys();
        folders.addVersion(2);

        keys.refresh();

        assertThat(keys.versions()).extracting(v -> v.publicHalf().version()).containsExactly(1, 2);
        assertThat(folders.entry(2)).exists();
        assertThat(keys.firstActiveFrom()).isEqualTo(NOW);
    }

    @Test
    void doesNotStartWithOtherKeysThanThePublishedOnes() throws IOException {
        folders.keys();
        Files.delete(folders.seeds(1));

        assertThatThrownBy(folders::keys).hasMessageContaining(folders.entry(1).toString())
                .hasMessageContaining("put back the key files");
    }

    @Test
    void keepsItsKeysWhenTheFilesAreGone() throws IOException {
        var keys = folders.keys();
        Files.delete(folders.seeds(1));

        assertThatThrownBy(keys::refresh).hasMessageContaining("put its files back");
        assertThat(keys.versions()).hasSize(1);
    }

    @Test
    void knowsWhatItHolds() {
        var keys = folders.keys();
        var id = keys.versions().getFirst().id();

        assertThat(keys.find(id)).isInstanceOf(Held.Loaded.class);
        assertThat(keys.find(new dev.gatehouse.keys.KeyId(id.value() + 1))).isInstanceOf(Held.NotMine.class);
    }

    @Test
    void aPublishedVersionWithoutSeedsIsNotLoadedAndWithATombstoneDestroyed() throws IOException {
        folders.keys();
        folders.addVersion(2);
        var lost = folders.keys().versions().get(1).id();
        Files.delete(folders.seeds(2));

        assertThat(folders.keys().find(lost)).isInstanceOf(Held.NotLoaded.class);

        write(folders.tombstone(lost.toString()), "{}");
        assertThat(folders.keys().find(lost)).isInstanceOf(Held.Destroyed.class);
    }

    @Test
    void aBrokenEntryUnderTheOwnNameStopsNobody() {
        write(folders.entry(7), "garbage");
        write(folders.tombstone("no-key-id"), "{}");

        assertThat(folders.keys().versions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"'\"format\" : 1','\"format\" : 1, \"canary\" : 1'", "'\"format\" : 1','\"format\" : 1, \"format\" : 1'",
            "'\"format\" : 1','\"format\" : 2'", "'\"format\" : 1','\"format\" : \"canary\"'",
            "'\"realm\" : \"local-test\"','\"realm\" : \"local-canary\"'", "'\"service\" : \"baker\"','\"service\" : \"canary\"'",
            "'\"version\" : 1','\"version\" : 2'", "'\"version\" : 1','\"version\" : null'", "'\"version\" : 1,',''",
            "'\"kemSeed\" : \"','\"kemSeed\" : \"canary!'", "'\"kemSeed\" : \"','\"kemSeed\" : \"canary0='",
            "'\"signSeed\" : \"','\"signSeed\" : \"AAAA'", "'2026-01-01T00:00:00Z','canary'", "'}','} canary'", "'}',''"})
    void namesAKeyFileThatItDoesNotUnderstandWholeAndNothingOfIt(String piece, String instead) {
        folders.keys();
        replace(folders.seeds(1), piece, instead);

        assertThatThrownBy(folders::keys).hasMessageContaining(folders.seeds(1).toString()).hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void refusesAKeyFileThatIsTooLarge() {
        folders.keys();
        write(folders.seeds(1), text(folders.seeds(1)) + " ".repeat(64 * 1024));

        assertThatThrownBy(folders::keys).hasMessageContaining("larger than any file of keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "localhost", "test-local-1"})
    void keepsNoKeysInFoldersInARealmThatIsNotLocal(String realm) {
        assertThatThrownBy(() -> new LocalKeys(data, data, new Realm(realm), BAKER, InstantSource.fixed(NOW)))
                .hasMessageContaining("is not a local one");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void thePseudonymKeyOfATopicStaysAndIsItsOwn() {
        var bread = new TopicName("bread.v1");
        var pseudonym = folders.keys().of(bread).of("subject", "oven-1");

        assertThat(folders.keys().of(bread).of("subject", "oven-1")).isEqualTo(pseudonym);
        assertThat(folders.keys().of(new TopicName("bread.v2")).of("subject", "oven-1")).isNotEqualTo(pseudonym);
    }

    @Test
    void refusesThePseudonymKeyOfAnotherTopic() throws IOException {
        folders.keys().of(new TopicName("bread.v1"));
        var hmac = data.resolve("services/baker/keys/hmac");
        Files.copy(hmac.resolve("bread.v1.json"), hmac.resolve("cakes.v1.json"));

        assertThatThrownBy(() -> folders.keys().of(new TopicName("cakes.v1")))
                .hasMessageContaining("cakes.v1.json is the key of");
    }

    @Test
    void showsNoSeed() {
        var keys = folders.keys();

        assertThat(keys.toString()).startsWith("keys of baker: [own key baker/1");
        assertThat(KeyFiles.read(folders.seeds(1), SeedFile.class).toString()).isEqualTo("seeds of baker/1");
    }
}
