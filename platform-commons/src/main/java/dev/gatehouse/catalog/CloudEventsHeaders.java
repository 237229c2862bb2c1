package dev.gatehouse.catalog;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The headers of every event: CloudEvents 1.0 in Kafka's binary mode, with the extensions that Gatehouse uses. */
final class CloudEventsHeaders {
    private CloudEventsHeaders() {}

    /** As a JSON Schema. */
    static ObjectNode schema(JsonMapper mapper) {
        var schema = mapper.createObjectNode();
        schema.put("type", "object").put("description",
                "CloudEvents 1.0, Kafka protocol binding, binary mode. On a sealed topic all of these are bound to the payload; none is secret.");
        schema.putArray("required").add("ce_causetype").add("ce_id").add("ce_source").add("ce_specversion").add("ce_subject")
                .add("ce_time").add("ce_type").add("content-type");
        var properties = schema.putObject("properties");
        properties.putObject("ce_causationid").put("type", "string").put("description",
                "Id of the event because of which this one was sent.");
        var causes = properties.putObject("ce_causetype").put("type", "string").putArray("enum");
        causes.add("device").add("event").add("schedule").add("user");
        properties.putObject("ce_correlationid").put("type", "string").put("description",
                "Id of the first event in the chain of causes.");
        properties.putObject("ce_id").put("type", "string").put("pattern", "^[\\x21-\\x7E]{1,128}$");
        properties.putObject("ce_sequence").put("type", "string").put("pattern", "^[0-9]+$").put("description",
                "Version of what the event is about.");
        properties.putObject("ce_source").put("type", "string").put("pattern", "^//[^/]+/[^/]+$").put("description",
                "//<realm>/<service>; on a sealed topic proven to be the producer.");
        properties.putObject("ce_specversion").put("const", "1.0");
        properties.putObject("ce_subject").put("type", "string").put("description",
                "What the event is about, the same as the record's key; a pseudonym where the topic's key is pseudonymous.");
        properties.putObject("ce_time").put("type", "string").put("format", "date-time");
        properties.putObject("ce_type").put("type", "string");
        properties.putObject("content-type").put("const", "application/json");
        return schema;
    }
}
