package dev.gatehouse.delivery;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.module.SimpleModule;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** A name is a string in a payload, and checked when it is read; the names themselves know nothing of JSON. */
abstract class NameAsString {
    static final SimpleModule NAMES = new SimpleModule("names");

    static {
        List.of(BlockName.class, DeviceId.class, EventId.class, EventTypeName.class, Realm.class, ServiceName.class,
                TopicName.class).forEach(name -> NAMES.setMixInAnnotation(name, NameAsString.class));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    NameAsString(@SuppressWarnings("unused") String value) {} // a pattern for Jackson, never run

    @JsonValue
    abstract String value();
}
