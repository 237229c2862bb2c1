package dev.gatehouse.tokens;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.Test;

import dev.gatehouse.tokens.IssuerKeys.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When the issuer is asked for its keys, and what is known while it does not answer. */
class IssuerKeysTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String published = keys("first");
    private boolean away;
    private int asked;
    private Duration lasting = Duration.ZERO;
    private final IssuerKeys keys = new IssuerKeys(this::read, () -> now);

    @Test
    void asksOnceForManyTokens() {
        for (var i = 0; i < 100; i++)
            assertThat(keys.find("first")).isInstanceOf(Answer.Found.class);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void asksOnceInThirtySecondsHoweverManyUnknownKeysStrangersName() {
        for (var i = 0; i < 600; i++) {
            assertThat(keys.find("unknown-" + i)).isInstanceOf(Answer.Unknown.class);
            now = now.plusMillis(100);
        }
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void findsANewKeyThirtySecondsAfterTheLastReadingAtTheLatest() {
        keys.find("first");
        published = keys("first", "second");

        assertThat(keys.find("second")).isInstanceOf(Answer.Unknown.class);
        now = now.plus(IssuerKeys.PAUSE);
        assertThat(keys.find("second")).isInstanceOf(Answer.Found.class);
    }

    @Test
    void believesAWithdrawnKeyForFiveMinutesAtMost() {
        keys.find("first");
        published = keys("second");

        now = now.plus(IssuerKeys.FRESH);
        assertThat(keys.find("first")).isInstanceOf(Answer.Found.class);
        now = now.plusSeconds(1);
        assertThat(keys.find("first")).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void goesOnWithTheKeysItHasWhileTheIssuerIsAway() {
        keys.find("first");
        away = true;

        for (var hour = 0; hour < 24; hour++) {
            now = now.plus(Duration.ofHours(1));
            assertThat(keys.find("first")).isInstanceOf(Answer.Found.class);
        }
        now = now.plusSeconds(1);
        assertThat(keys.find("first")).isEqualTo(new Answer.Unreachable("IOException"));
    }

    @Test
    void tellsThatTheIssuerIsAwayWhileItGoesOnWithTheKeysItHas() {
        keys.find("first");
        var read = now;
        away = true;
        now = now.plus(IssuerKeys.FRESH).plusSeconds(1);
        keys.find("first");

        assertThat(keys.state()).isEqualTo(new IssuerState(1, Optional.of(read), Optional.of("IOException")));
    }

    @Test
    void tellsOfNoFailureWhenTheIssuerIsBack() {
        away = true;
        keys.find("first");
        away = false;
        now = now.plus(IssuerKeys.PAUSE_WITHOUT_KEYS);
        keys.find("first");

        assertThat(keys.state()).isEqualTo(new IssuerState(1, Optional.of(now), Optional.empty()));
    }

    @Test
    void isNotKeptFromItsKeysByStrangersWhoUseUpTheReadings() {
        keys.find("first");
        now = now.plus(IssuerKeys.FRESH).plusSeconds(1);
        away = true;
        keys.find("unknown");

        assertThat(keys.find("first")).isInstanceOf(Answer.Found.class);
    }

    @Test
    void cannotTellAnUnknownKeyFromANewOneWhileTheIssuerIsAway() {
        keys.find("first");
        away = true;
        now = now.plus(IssuerKeys.PAUSE);

        assertThat(keys.find("second")).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void triesAgainSoonWhileItHasNoKeysAtAll() {
        away = true;
        assertThat(keys.find("first")).isInstanceOf(Answer.Unreachable.class);
        away = false;

        assertThat(keys.find("first")).isInstanceOf(Answer.Unreachable.class);
        assertThat(asked).isEqualTo(1);
        now = now.plus(IssuerKeys.PAUSE_WITHOUT_KEYS);
        assertThat(keys.find("first")).isInstanceOf(Answer.Found.class);
    }

    @Test
    void pausesAfterAReadingThatTookLongerThanThePause() {
        away = true;
        lasting = IssuerKeys.PAUSE_WITHOUT_KEYS.plusSeconds(1);
        for (var i = 0; i < 10; i++)
            assertThat(keys.find("first")).isInstanceOf(Answer.Unreachable.class);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void waitersTakeWhatTheOneReadingFound() throws InterruptedException {
        var answer = new CountDownLatch(1);
        var readings = new AtomicInteger();
        // Each look at the clock moves it, so that to everybody a reading seems due.
        var time = new AtomicReference<>(now);
        var slow = new IssuerKeys(() -> answerAfter(answer, readings), () -> time.updateAndGet(t -> t.plus(IssuerKeys.PAUSE)));
        var callers = Stream.generate(() -> new Thread(() -> slow.find("first"))).limit(5).toList();
        callers.forEach(Thread::start);
        await().atMost(Duration.ofSeconds(10)).until(() -> callers.stream().allMatch(c -> c.getState() == Thread.State.WAITING));
        answer.countDown();
        for (var caller : callers)
            caller.join();

        assertThat(readings).hasValue(1);
    }

    @Test
    void keepsItsKeysWhenTheIssuerAnswersWithSomethingElse() {
        keys.find("first");
        published = "<html>We'll be back soon</html>";
        now = now.plus(IssuerKeys.FRESH).plusSeconds(1);

        assertThat(keys.find("first")).isInstanceOf(Answer.Found.class);
    }

    private String answerAfter(CountDownLatch latch, AtomicInteger readings) throws IOException {
        readings.incrementAndGet();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return published;
    }

    private String read() throws IOException {
        asked++;
        now = now.plus(lasting);
        if (away)
            throw new IOException("away");
        return published;
    }

    private static String keys(String... ids) {
        return Arrays.stream(ids).map(IssuerKeysTest::key).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
