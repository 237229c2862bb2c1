package dev.gatehouse.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.keys.local.LocalKeys;
import dev.gatehouse.keys.local.LocalRevocations;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

/** When an operator is told to look after the keys of a service. */
class KeyWatchTest {
    private static final Realm REALM = new Realm("local-test");
    private static final ServiceName NOTARY = new ServiceName("notary");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final List<SecurityEvent> told = new ArrayList<>();
    private Instant now = START;
    @TempDir
    private Path data;
    private LocalKeys keys;
    private LocalDirectory directory;
    private KeyWatch watch;

    @BeforeEach
    void wire() {
        keys = new LocalKeys(data.resolve("services/notary"), data, REALM, NOTARY, () -> now);
        directory = new LocalDirectory(data, REALM, () -> now, alarm -> {});
        watch = new KeyWatch(keys, directory, Duration.ofDays(30), told::add, () -> now);
    }

    @Test
    void tellsOnceWhenTheVersionThatSignsIsTooOld() {
        lookAfter(Duration.ofDays(30).minusMillis(1));
        assertThat(told).isEmpty();

        lookAfter(Duration.ofMillis(1));
        lookAfter(Duration.ofDays(1));

        assertThat(told).extracting(SecurityEvent::code).containsExactly("KEY_TOO_OLD");
        assertThat(watch.signer()).isPresent();
    }

    @Test
    void isContentAgainOnceTheNextVersionSigns() {
        lookAfter(Duration.ofDays(30));
        keys.next(directory.latest(), Duration.ofHours(24));
        lookAfter(Duration.ofHours(24));
        assertThat(watch.age()).contains(Duration.ZERO);

        lookAfter(Duration.ofDays(30));
        assertThat(told).hasSize(2);
    }

    @Test
    void tellsOnceWhenNoVersionCounts() {
        new LocalRevocations(data, REALM, problem -> {}).revoke(NOTARY, START);
        lookAfter(Duration.ofSeconds(30));
        lookAfter(Duration.ofSeconds(30));

        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.code()).isEqualTo("OWN_KEYS_REVOKED");
            assertThat(event.detail()).contains("since 2026-01-01T00:00:00Z");
        });
        assertThat(watch.age()).isEmpty();
    }

    @Test
    void aRevokedVersionBesideOneThatCountsIsNothingToTell() {
        keys.next(directory.latest(), Duration.ofHours(24));
        new LocalRevocations(data, REALM, problem -> {}).revoke(keys.versions().getFirst().id(), START);
        lookAfter(Duration.ofSeconds(30));

        assertThat(told).isEmpty();
    }

    private void lookAfter(Duration time) {
        now = now.plus(time);
        directory.refresh(Set.of(NOTARY));
        watch.look();
    }
}
