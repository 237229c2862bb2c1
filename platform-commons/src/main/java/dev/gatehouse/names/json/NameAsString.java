package dev.gatehouse.names.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A pattern for Jackson, never run. */
abstract class NameAsString {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    NameAsString(@SuppressWarnings("unused") String value) {}

    @JsonValue
    abstract String value();
}
