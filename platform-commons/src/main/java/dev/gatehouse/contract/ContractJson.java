package dev.gatehouse.contract;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * A contract as JSON text, {@code "format": 1}, described by {@code docs/schemas/contract-1.schema.json}. Writing the same
 * contract gives the same characters; reading refuses whatever it does not understand whole.
 */
public final class ContractJson {
    static final int FORMAT = 1;
    static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DEPTH = 16;

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(20)
                            .maxDocumentLength(MAX_CHARACTERS).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter LAYOUT = new DefaultPrettyPrinter().withObjectIndenter(LINES)
            .withArrayIndenter(LINES);

    private ContractJson() {}

    /** Topics, readers, writers and events sorted by name; ends in a line feed. */
    public static String write(Contract contract) {
        var root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("realm", contract.realm().value());
        root.put("service", contract.service().value());
        var topics = root.putArray("topics");
        contract.topics().stream().sorted(Comparator.comparing(TopicContract::topic))
                .forEach(topic -> TopicJson.write(topic, topics.addObject()));
        return MAPPER.writer().with(LAYOUT).writeValueAsString(root) + "\n";
    }

    /**
     * Reads a contract, or refuses it.
     *
     * @param json the whole file, at most 2^20 characters
     * @param source where it was found, for the message
     * @throws NoContractException naming the place: a member unknown, missing, doubled or of the wrong type, another format,
     *         anything after the end, more than 16 levels
     */
    public static Contract read(String json, String source) {
        var top = new Member(source, "", tree(json, source));
        // The format first: of another one, no member's absence or presence means anything.
        var format = Member.of(top.entries(), "format").orElseThrow(() -> top.refuse("member [format] is missing"));
        format.number(FORMAT, FORMAT);
        var members = top.members(Set.of("format", "realm", "service", "topics"), Set.of());
        return new Contract(required(members, "realm").text(Realm::new), required(members, "service").text(ServiceName::new),
                required(members, "topics").distinct(TopicJson::read, TopicContract::topic));
    }

    static Member required(Map<String, Member> members, String name) {
        return Member.of(members, name).orElseThrow();
    }

    private static JsonNode tree(String json, String source) {
        var top = new Member(source, "", MissingNode.getInstance());
        if (json.length() > MAX_CHARACTERS)
            throw top.refuse("more than %d characters".formatted(MAX_CHARACTERS));
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            var line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new Member(source, "line " + line, MissingNode.getInstance()).refuse(e.getOriginalMessage());
        }
    }

}
