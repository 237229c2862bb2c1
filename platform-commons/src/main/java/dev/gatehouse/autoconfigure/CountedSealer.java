package dev.gatehouse.autoconfigure;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.Sealer;
import dev.gatehouse.sealing.Sealing;

/** Counts seals by topic and outcome. */
final class CountedSealer implements Sealer {
    private final Sealer sealer;
    private final MeterRegistry meters;

    CountedSealer(Sealer sealer, MeterRegistry meters) {
        this.sealer = sealer;
        this.meters = meters;
    }

    @Override
    public Sealing seal(TopicName topic, byte @Nullable [] key, List<Header> headers, byte[] payload) {
        var outcome = sealer.seal(topic, key, headers, payload);
        var code = switch (outcome) {
            case Sealing.Sealed sealed -> "SEALED";
            case Sealing.NoSession none -> "NO_SESSION";
            case Sealing.NotWritten not -> "NOT_DECLARED";
            case Sealing.Malformed malformed -> "MALFORMED";
        };
        meters.counter("gatehouse.seal", "topic", topic.value(), "code", code).increment();
        return outcome;
    }
}
