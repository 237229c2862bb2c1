package dev.gatehouse.keys.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PublicKeyVersion;

import static dev.gatehouse.keys.local.KeyFolders.BAKER;
import static dev.gatehouse.keys.local.KeyFolders.NOW;
import static dev.gatehouse.keys.local.KeyFolders.REALM;
import static dev.gatehouse.keys.local.KeyFolders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a service goes over to new keys. */
class NextVersionTest {
    private static final Duration LEAD = Duration.ofHours(24);
    @TempDir
    private Path data;
    private KeyFolders folders;
    private LocalKeys keys;

    @BeforeEach
    void firstVersion() {
        folders = new KeyFolders(data);
        keys = folders.keys();
    }

    @Test
    void itIsMadePublishedAndActiveALeadTimeLater() {
        var next = next(keys);

        assertThat(next.publicHalf().version()).isEqualTo(2);
        assertThat(next.publicHalf().activeFrom()).isEqualTo(NOW.plus(LEAD));
        assertThat(DirectoryFile.read(folders.entry(2), REALM, BAKER).id()).isEqualTo(next.id());
        assertThat(folders.keys().versions()).extracting(OwnKeyVersion::id).contains(next.id());
    }

    @Test
    void noneIsMadeBeyondTheLastNumberAndNothingIsLeftBehind() {
        write(folders.entry(PublicKeyVersion.LAST_VERSION), "{}");

        assertThatThrownBy(() -> next(keys)).hasMessageContaining("999999 is the last number");
        assertThat(folders.seeds(PublicKeyVersion.LAST_VERSION + 1)).doesNotExist();
        assertThat(folders.keys().versions()).hasSize(1);
    }

    @Test
    void theSignerStaysUntilTheNextOneIsActive() {
        var first = keys.versions().getFirst().id();
        var next = next(keys).id();

        assertThat(keys.signer(folders.directory(), NOW.plus(LEAD).minusMillis(1))).map(OwnKeyVersion::id).contains(first);
        assertThat(keys.signer(folders.directory(), NOW.plus(LEAD))).map(OwnKeyVersion::id).contains(next);
    }

    @Test
    void whatFollowsARevokedVersionIsActiveAtOnce() {
        folders.revocations().revoke(keys.versions().getFirst().id(), NOW);

        assertThat(next(keys).publicHalf().activeFrom()).isEqualTo(NOW);
    }

    @Test
    void whatFollowsARevokedVersionThatWasNotActiveKeepsItsLead() {
        folders.revocations().revoke(next(keys).id(), NOW);

        assertThat(next(keys).publicHalf().activeFrom()).isEqualTo(NOW.plus(LEAD));
    }

    @Test
    void ofManyThatMakeItAtOnceEachHasTheKeysThatArePublished() throws Exception {
        var together = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<OwnKeyVersion> wish = () -> {
                var another = folders.keys();
                together.await();
                return next(another);
            };
            for (var made : threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> wish).toList()))
                assertThat(DirectoryFile.read(folders.entry(made.get().publicHalf().version()), REALM, BAKER).id())
                        .isEqualTo(made.get().id());
        }
    }

    @Test
    void theLoserOfARacePublishesTheWinnersKeys() throws IOException {
        next(folders.keys());
        Files.delete(folders.entry(2)); // the winner has written its seeds and published nothing yet

        keys.refresh();

        assertThat(DirectoryFile.read(folders.entry(2), REALM, BAKER).id()).isEqualTo(keys.versions().getLast().id());
    }

    @Test
    void aNumberThatIsPublishedAlreadyIsPassedOver() {
        write(folders.entry(7), "whatever this is");

        assertThat(next(keys).publicHalf().version()).isEqualTo(8);
    }

    @Test
    void noneIsMadeWhileTheServiceIsBarred() {
        folders.revocations().revoke(BAKER, NOW);

        assertThat(keys.next(folders.directory(), LEAD)).isEqualTo(new LocalKeys.Next.Barred(NOW));
        assertThat(folders.seeds(2)).doesNotExist();
    }

    @Test
    void noneIsMadeWhenNobodyCanTellWhetherTheServiceIsBarred() {
        write(folders.bar(1), "{");

        assertThatThrownBy(() -> keys.next(folders.directory(), LEAD)).hasMessageContaining("no version is made");
    }

    @Test
    void whoOnlyLooksMakesNothing() throws IOException {
        Files.delete(folders.entry(1));

        assertThat(LocalKeys.asTheyAre(data.resolve("services/baker"), data, REALM, BAKER, () -> NOW).versions()).hasSize(1);
        assertThat(folders.entry(1)).doesNotExist();
        assertThatThrownBy(() -> LocalKeys.asTheyAre(data.resolve("services/cook"), data, REALM, BAKER, () -> NOW))
                .hasMessageContaining("holds no key");
        assertThat(data.resolve("services/cook")).doesNotExist();
    }

    private OwnKeyVersion next(LocalKeys of) {
        return switch (of.next(folders.directory(), LEAD)) {
            case LocalKeys.Next.Made(var version) -> version;
            case LocalKeys.Next.Barred barred -> throw new AssertionError(barred);
        };
    }
}
