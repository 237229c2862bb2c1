package dev.gatehouse.cli.rights;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.Difference;
import dev.gatehouse.authorization.TopicDifference;

/** A difference for programs; {@code docs/cli.md} describes its members. */
final class DifferenceJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DifferenceJson() {}

    /**
     * One object.
     *
     * @param verb that asked
     * @param around what is not as it should be beside the broker
     * @param done what was changed, in order
     */
    static String of(String verb, Target target, Difference difference, Around around, List<String> done) {
        var root = MAPPER.createObjectNode().put("format", 1).put("verb", verb).put("realm", target.realm().value())
                .put("bootstrap", target.bootstrap()).put("same", difference.isNone() && around.isNone())
                .put("removedPercent", difference.removedPercent());
        var topics = root.putArray("topics");
        difference.topics().forEach(topic -> topic(topic, topics.addObject().put("topic", topic.topic())));
        var contracts = root.putArray("contracts");
        difference.contracts()
                .forEach(c -> contracts.addObject().put("service", c.service().value()).put("what", c.what()));
        rights(difference.missing(), root.putArray("missing"));
        rights(difference.surplus(), root.putArray("surplus"));
        var foreign = root.putArray("foreign");
        difference.foreign().forEach(one -> {
            var resources = right(one.binding(), foreign.addObject()).putArray("reaches");
            one.resources().forEach(resources::add);
        });
        rights(difference.former(), root.putArray("former"));
        var mendings = root.putArray("database");
        around.database().forEach(mending -> mendings.add(mending.what()));
        var vault = root.putArray("vault");
        around.vault().forEach(mending -> vault.add(mending.what()));
        var revoked = root.putArray("revoked");
        difference.revoked().forEach(service -> revoked.add(service.value()));
        done.forEach(root.putArray("done")::add);
        return MAPPER.writeValueAsString(root);
    }

    private static void topic(TopicDifference difference, ObjectNode json) {
        switch (difference) {
            case TopicDifference.Absent(var wanted) -> json.put("what", "absent").put("wanted",
                    Integer.toString(wanted.partitions()));
            case TopicDifference.Hidden hidden -> json.put("what", "hidden");
            case TopicDifference.Setting(var topic, var name, var wanted, var actual) -> json.put("what", "setting")
                    .put("setting", name).put("wanted", wanted).put("actual", actual);
            case TopicDifference.Grow(var topic, var wanted, var actual) -> numbers(json, "too-few-partitions", wanted, actual);
            case TopicDifference.Shrink(var topic, var wanted, var actual) ->
                numbers(json, "too-many-partitions", wanted, actual);
            case TopicDifference.Replicas(var topic, var wanted, var actual) -> numbers(json, "replicas", wanted, actual);
        }
    }

    private static void numbers(ObjectNode json, String what, int wanted, int actual) {
        json.put("what", what).put("wanted", Integer.toString(wanted)).put("actual", Integer.toString(actual));
    }

    private static void rights(List<Binding> bindings, ArrayNode json) {
        bindings.forEach(binding -> right(binding, json.addObject()));
    }

    private static ObjectNode right(Binding binding, ObjectNode json) {
        return json.put("principal", binding.principal()).put("host", binding.host())
                .put("resourceType", binding.resourceType()).put("pattern", binding.pattern().name())
                .put("resource", binding.resource()).put("operation", binding.operation())
                .put("permission", binding.allow() ? "ALLOW" : "DENY");
    }
}
