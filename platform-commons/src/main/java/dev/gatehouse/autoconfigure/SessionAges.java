package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SealingSessions;

/** Seconds since the active session of each written topic was made; no number while there is none. */
final class SessionAges implements MeterBinder {
    private final SealingSessions sessions;
    private final List<MultiGauge> gauges = new CopyOnWriteArrayList<>();
    private volatile List<TopicName> topics;

    SessionAges(SealingSessions sessions, Contract contract) {
        this.sessions = sessions;
        this.topics = written(contract);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        var gauge = MultiGauge.builder("gatehouse.sealing.session.age").baseUnit("seconds").register(registry);
        gauges.add(gauge);
        show(gauge);
    }

    /** A topic that is not written any more has no age. */
    void follow(Contract contract) {
        topics = written(contract);
        gauges.forEach(this::show);
    }

    private void show(MultiGauge gauge) {
        gauge.register(topics.stream().<Row<?>>map(topic -> Row.of(Tags.of("topic", topic.value()), () -> age(topic))).toList(),
                true);
    }

    private double age(TopicName topic) {
        return sessions.states().stream().filter(state -> state.topic().equals(topic)).findFirst()
                .flatMap(SealingSessions.State::age).map(Duration::toSeconds).map(Long::doubleValue).orElse(Double.NaN);
    }

    private static List<TopicName> written(Contract contract) {
        return contract.written().stream().map(topic -> topic.topic()).toList();
    }
}
