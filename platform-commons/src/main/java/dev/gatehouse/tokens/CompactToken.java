package dev.gatehouse.tokens;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A signed token in compact form (RFC 7515 §3.1), taken apart; nothing in it is verified yet. What two readers could understand
 * differently is no token: a member that comes twice, anything behind the object, an alphabet other than base64url.
 */
record CompactToken(String text, ObjectNode header, byte[] payload) {
    /** Characters; all headers of a request together have 8 KiB. */
    static final int LONGEST = 4096;
    /** Exactly three parts: five would be an encrypted token. */
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
    private static final JsonMapper STRICT = JsonMapper
            .builder(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static Optional<CompactToken> parse(String text) {
        if (text.length() > LONGEST)
            return Optional.empty();
        var parts = FORM.matcher(text);
        if (!parts.matches())
            return Optional.empty();
        return decode(parts.group(1)).flatMap(CompactToken::json)
                .flatMap(header -> decode(parts.group(2)).map(payload -> new CompactToken(text, header, payload)));
    }

    /** To be called once the signature holds. */
    Optional<ObjectNode> claims() {
        return json(payload);
    }

    private static Optional<byte[]> decode(String part) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> json(byte[] utf8) {
        try {
            return STRICT.readTree(utf8) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
