package dev.gatehouse.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PolledContractTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicReference<Contract> file = new AtomicReference<>(SampleContract.contract());
    private final List<String> alarms = new ArrayList<>();

    @Test
    void doesNotStartWithoutOne() {
        file.set(null);
        assertThatThrownBy(this::polled).isInstanceOf(NoContractException.class);
    }

    @Test
    void readsAnewAndSaysWhenItBegan() {
        var polled = polled();
        var narrowed = new Contract(SampleContract.REALM, SampleContract.BAKER, List.of());
        file.set(narrowed);
        now.set(START.plusSeconds(30));

        polled.refresh();

        assertThat(polled.latest()).isEqualTo(new ContractReading(narrowed, START.plusSeconds(30)));
    }

    @Test
    void keepsTheLastGoodOneAndItsAgeWhenALaterReadingFailsAndSaysSoOnce() {
        var polled = polled();
        var good = polled.latest();
        file.set(null);
        now.set(START.plusSeconds(30));

        polled.refresh();
        polled.refresh();

        assertThat(polled.latest()).isSameAs(good);
        assertThat(good.begun()).isEqualTo(START);
        assertThat(alarms).containsExactly("gone");
    }

    private PolledContract polled() {
        return new PolledContract(() -> {
            var contract = file.get();
            if (contract == null)
                throw new NoContractException("gone");
            return contract;
        }, now::get, e -> alarms.add(String.valueOf(e.getMessage())));
    }
}
