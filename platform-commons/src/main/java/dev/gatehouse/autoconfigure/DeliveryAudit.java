package dev.gatehouse.autoconfigure;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.delivery.DeliveryNotice;
import dev.gatehouse.names.TopicName;

/** Turns what happened to records into audit, metrics and logs; a partition that waits is told of once and not at each try. */
final class DeliveryAudit implements Consumer<DeliveryNotice> {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryAudit.class);
    private final Audit audit;
    private final MeterRegistry meters;
    private final InstantSource time;
    private final Map<String, String> waiting = new ConcurrentHashMap<>();

    DeliveryAudit(Audit audit, MeterRegistry meters, InstantSource time) {
        this.audit = audit;
        this.meters = meters;
        this.time = time;
    }

    @Override
    public void accept(DeliveryNotice notice) {
        switch (notice) {
            case DeliveryNotice.Applied(var topic, var producer, var id, var type) -> {
                count("gatehouse.open", topic, "OPENED");
                LOG.debug("applied {} {} from {}", type, id, producer);
            }
            case DeliveryNotice.Repeated(var topic) -> count("gatehouse.open", topic, "REPEATED");
            case DeliveryNotice.Skipped(var topic) -> count("gatehouse.open", topic, "SKIPPED");
            case DeliveryNotice.Quarantined(var topic, var partition, var offset, var code, var detail) -> {
                count("gatehouse.quarantine", topic, code.name());
                LOG.warn("{}-{}@{} is in quarantine: {} ({}; {})", topic, partition, offset, code, code.meaning(), detail);
                audit.write(event("sealing", code.name(), topic, partition, offset, (code.alarm() ? "ALARM: " : "") + detail));
            }
            case DeliveryNotice.Waiting(var topic, var partition, var offset, var reason) -> {
                if (isNews(topic, partition, offset, reason.name()) && reason.alarm())
                    audit.write(event("sealing", "WAITS_FOR_" + reason.name(), topic, partition, offset, "the partition waits"));
            }
            case DeliveryNotice.Interrupted(var topic, var partition, var offset, var cause) -> {
                if (isNews(topic, partition, offset, cause))
                    LOG.warn("{}-{}@{} waits: {}", topic, partition, offset, cause);
            }
        }
    }

    private void count(String meter, TopicName topic, String code) {
        meters.counter(meter, "topic", topic.value(), "code", code).increment();
    }

    private boolean isNews(TopicName topic, int partition, long offset, String reason) {
        var now = offset + " " + reason;
        return !now.equals(waiting.put(topic + "-" + partition, now));
    }

    private SecurityEvent event(String kind, String code, TopicName topic, int partition, long offset, String detail) {
        return SecurityEvent.of(time.instant(), kind, code).at(topic.value(), partition, offset).saying(detail);
    }
}
