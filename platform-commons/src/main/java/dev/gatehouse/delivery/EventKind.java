package dev.gatehouse.delivery;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.names.EventTypeName;

/** One type of event that this service may publish or apply: its record class, its only topic and its format. */
public final class EventKind {
    private final EventTypeName type;
    private final Class<?> recordClass;
    private final TopicContract topic;
    private final PayloadFormat format;

    EventKind(EventTypeName type, Class<?> recordClass, TopicContract topic, PayloadFormat format) {
        this.type = type;
        this.recordClass = recordClass;
        this.topic = topic;
        this.format = format;
    }

    public EventTypeName type() {
        return type;
    }

    public Class<?> recordClass() {
        return recordClass;
    }

    public TopicContract topic() {
        return topic;
    }

    /** @throws PayloadRefusedException when the event does not fit its schema */
    public byte[] write(Object event) {
        return format.write(event);
    }

    /** @throws PayloadRefusedException when the payload does not fit its schema or the record class */
    public Object read(byte[] payload) {
        return format.read(payload);
    }
}
