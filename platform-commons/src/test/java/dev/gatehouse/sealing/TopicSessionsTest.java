package dev.gatehouse.sealing;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static org.assertj.core.api.Assertions.assertThat;

/** What happens to a thread that still holds a session when another one swaps it. */
class TopicSessionsTest {
    private static final BoundHeaders HEADERS = (BoundHeaders) BoundHeaders.pick(Platform.headers("event-1", INGEST));
    private final Platform platform = new Platform();
    private final TopicSessions sessions = new TopicSessions(READINGS, platform,
            new SessionLimits(4, 1 << 20, Duration.ofHours(24)), new SecureRandom(), platform.alarms::add);
    private final SealingSession first = activeAfterATick();

    @Test
    void aSwappedSessionSealsNothingAnyMore() {
        sessions.swap(first);
        assertThat(seal(first)).isFalse();
    }

    @Test
    void twoThreadsThatFoundTheSameSessionUsedUpSwapOnce() {
        seal(first);
        seal(first);
        seal(first);
        tick();
        var second = sessions.swap(first);
        assertThat(second).isNotNull().isNotSameAs(first);
        assertThat(sessions.swap(first)).isSameAs(second);
    }

    @Test
    void aSwappedSessionIsWipedATickLater() {
        sessions.swap(first);
        assertThat(first).extracting("key.destroyed").isEqualTo(false);
        tick();
        assertThat(first).extracting("key.destroyed").isEqualTo(true);
    }

    @Test
    void aSessionWhoseSignerIsRevokedSealsNothingAnyMoreForWhoeverHoldsIt() {
        platform.revocations.put(Platform.key(INGEST, 1).id(), Platform.START);
        tick();
        assertThat(seal(first)).isFalse();
        tick();
        assertThat(first).extracting("key.destroyed").isEqualTo(true);
    }

    @Test
    void aSessionThatIsNotAnnouncedWhenItsPlanIsOverIsWipedAtOnce() {
        platform.withhold();
        sessions.swap(first);
        tick();
        assertThat(sessions).extracting("announcing.key.destroyed").isEqualTo(false);
        var unannounced = assertThat(sessions).extracting("announcing").actual();
        platform.revocations.put(Platform.key(INGEST, 1).id(), Platform.START);
        tick();
        assertThat(unannounced).extracting("key.destroyed").isEqualTo(true);
    }

    private SealingSession activeAfterATick() {
        tick();
        return Objects.requireNonNull(sessions.current());
    }

    private void tick() {
        var contract = platform.contracts(INGEST).latest();
        sessions.tick(contract, Optional.of(platform.topic(READINGS)), platform.directory().latest(), platform.ring(INGEST),
                platform.now);
    }

    private static boolean seal(SealingSession session) {
        return session.seal(null, HEADERS, new byte[1], Platform.START.toEpochMilli()) != null;
    }
}
