package dev.gatehouse.audit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * Writes security events as one JSON object a line on the logger {@code gatehouse.audit}
 * (docs/schemas/audit-1.schema.json). Only printable ASCII comes out, so that nobody forges a line or a terminal command.
 */
public final class AuditLog implements Audit {
    /** Characters of a text that came from outside; the rest is cut off. */
    private static final int LONGEST = 512;
    private static final Logger LOG = LoggerFactory.getLogger("gatehouse.audit");
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Realm realm;
    private final ServiceName service;

    public AuditLog(Realm realm, ServiceName service) {
        this.realm = realm;
        this.service = service;
    }

    @Override
    public void write(SecurityEvent event) {
        LOG.info("{}", line(event));
    }

    /** The event as it would be written, without the end of a line. */
    public String line(SecurityEvent event) {
        var line = JSON.createObjectNode();
        line.put("format", 1).put("time", event.time().toString()).put("realm", realm.value()).put("service", service.value());
        line.put("code", event.code()).put("kind", event.kind());
        text(line, "subject", event.subject());
        text(line, "topic", event.topic());
        if (event.partition() != null)
            line.put("partition", event.partition());
        if (event.offset() != null)
            line.put("offset", event.offset());
        text(line, "peer", event.peer());
        text(line, "detail", event.detail());
        // DEL is ASCII, so that Jackson leaves it alone.
        return JSON.writeValueAsString(line).replace("\u007f", "\\u007f");
    }

    private static void text(ObjectNode line, String name, @Nullable String value) {
        if (value != null)
            line.put(name, value.length() <= LONGEST ? value : value.substring(0, LONGEST));
    }
}
