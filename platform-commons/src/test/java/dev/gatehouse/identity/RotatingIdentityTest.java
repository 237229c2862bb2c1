package dev.gatehouse.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.gatehouse.demo.estate.CertificateRequest.Use;
import dev.gatehouse.demo.estate.Validity;

import static dev.gatehouse.identity.Certificates.NOW;
import static org.assertj.core.api.Assertions.assertThat;

class RotatingIdentityTest {
    private static final Duration LIFE = Duration.ofHours(20);

    private final Certificates certificates = new Certificates();
    private final ServiceIdentity first = lasting(LIFE);
    private final Offer source = new Offer();
    private final CurrentIdentity current = new CurrentIdentity(first);
    private final List<ServiceIdentity> shown = new ArrayList<>();
    private final List<IdentityAlarm> alarms = new ArrayList<>();
    private @Nullable RuntimeException refusal;
    private final RotatingIdentity rotating = new RotatingIdentity(source,
            new IdentityCheck(Certificates.REALM, Certificates.SERVICE), current, this::show, alarms::add);

    @Test
    void takesTheNextIdentityAndShowsIt() {
        source.next = lasting(LIFE);

        rotating.look(NOW);

        assertThat(current.get()).isSameAs(source.next);
        assertThat(shown).containsExactly(source.next);
        assertThat(rotating.count().rotations()).isEqualTo(1);
        assertThat(alarms).isEmpty();
    }

    @Test
    void leavesEverythingAsItIsWhileThereIsNoNext() {
        rotating.look(NOW);

        assertThat(current.get()).isSameAs(first);
        assertThat(shown).isEmpty();
        assertThat(source.reads).isZero();
    }

    @Test
    void neverReplacesAGoodIdentityByABadOne() {
        source.next = anothers();

        rotating.look(NOW);

        assertThat(current.get()).isSameAs(first);
        assertThat(shown).isEmpty();
        assertThat(alarms).singleElement().isInstanceOfSatisfying(IdentityAlarm.NextRefused.class,
                refused -> assertThat(refused.problems()).contains("WRONG_NAME"));
    }

    @Test
    void tellsOfABadNextOnceAndTakesItWhenItIsMended() {
        source.next = anothers();
        rotating.look(NOW);
        rotating.look(NOW.plusSeconds(1));
        assertThat(alarms).hasSize(1);

        source.next = lasting(LIFE);
        rotating.look(NOW.plusSeconds(2));

        assertThat(current.get()).isSameAs(source.next);
        assertThat(rotating.count().failures()).isEqualTo(1);
    }

    @Test
    void goesOnWithTheLastOneWhenThereIsNothingToRead() {
        source.failure = new NoIdentityException(IdentityFault.MISSING, "there is no folder", "Put it back");

        rotating.look(NOW);

        assertThat(current.get()).isSameAs(first);
        assertThat(rotating.count().lastReason()).isEqualTo("MISSING: there is no folder");
    }

    @Test
    void tellsWhenRenewalIsLateAndWhenItIsTooLateOnceEach() {
        for (var hours : List.of(14, 15, 16, 19, 20, 21))
            rotating.look(NOW.plus(Duration.ofHours(hours)).plusSeconds(1));

        assertThat(alarms).hasExactlyElementsOfTypes(IdentityAlarm.NotRenewed.class, IdentityAlarm.Expired.class);
    }

    @Test
    void recoversFromARotationThatComesAfterTheEnd() {
        var late = NOW.plus(LIFE).plusSeconds(1);
        rotating.look(late);
        source.next = issued("iot-ingest", late, Duration.ofHours(1));

        rotating.look(late.plusSeconds(1));

        assertThat(current.get()).isSameAs(source.next);
        assertThat(shown).containsExactly(source.next);
    }

    @Test
    void tellsAFaceAgainUntilItTakesTheIdentity() {
        refusal = new IllegalStateException("not now");
        source.next = lasting(LIFE);
        rotating.look(NOW);
        rotating.look(NOW.plusSeconds(1));
        assertThat(alarms).containsExactly(new IdentityAlarm.NotShown("IllegalStateException"));

        refusal = null;
        rotating.look(NOW.plusSeconds(2));
        rotating.look(NOW.plusSeconds(3));

        assertThat(shown).containsExactly(source.next);
    }

    @Test
    void tellsOnceOfANextOneThatHasExpiredAlready() {
        source.next = issued("iot-ingest", NOW.minus(LIFE), LIFE);

        rotating.look(NOW.plusSeconds(1));
        rotating.look(NOW.plusSeconds(2));

        assertThat(alarms).singleElement().isInstanceOf(IdentityAlarm.NextRefused.class);
    }

    private void show(ServiceIdentity identity) {
        if (refusal != null)
            throw refusal;
        shown.add(identity);
    }

    private ServiceIdentity lasting(Duration life) {
        return issued("iot-ingest", NOW, life);
    }

    private ServiceIdentity anothers() {
        return issued("operator", NOW, LIFE);
    }

    private ServiceIdentity issued(String name, Instant from, Duration life) {
        var request = Certificates.request(name, EnumSet.allOf(Use.class),
                new Validity(from, from.plus(life)), "spiffe://local-test/" + name);
        return Certificates.identity(certificates.platform.issue(request), certificates.platform);
    }

    /** As a folder would: what is not taken is there again at the next look. */
    private static final class Offer implements IdentitySource {
        private @Nullable ServiceIdentity next;
        private @Nullable NoIdentityException failure;
        private int reads;

        @Override
        public ServiceIdentity read() {
            reads++;
            return Objects.requireNonNull(next);
        }

        @Override
        public boolean hasNext(ServiceIdentity held, Instant now) {
            if (failure != null)
                throw failure;
            return next != null && !next.equals(held);
        }
    }
}
