package dev.gatehouse.names.json;

import java.util.List;

import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.PersonId;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** A name is a string in JSON, and checked when it is read; the names themselves know nothing of JSON. */
public final class NamesAsStrings {
    private NamesAsStrings() {}

    /** A module of its own for each mapper. */
    public static JacksonModule module() {
        var names = new SimpleModule("names");
        List.of(BlockName.class, DeviceId.class, EventId.class, EventTypeName.class, PersonId.class, Realm.class,
                ServiceName.class, TopicName.class).forEach(name -> names.setMixInAnnotation(name, NameAsString.class));
        return names;
    }
}
