package dev.gatehouse.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;

/** Counts what is audited, by {@code code} and {@code topic} alone: never by a name that a stranger could choose. */
final class CountedAudit implements Audit {
    private final Audit audit;
    private final ObjectProvider<MeterRegistry> meters;

    CountedAudit(Audit audit, ObjectProvider<MeterRegistry> meters) {
        this.audit = audit;
        this.meters = meters;
    }

    @Override
    public void write(SecurityEvent event) {
        audit.write(event);
        var topic = event.topic() == null ? "none" : event.topic();
        meters.ifAvailable(registry -> registry.counter("gatehouse.refusals", "code", event.code(), "topic", topic).increment());
    }
}
