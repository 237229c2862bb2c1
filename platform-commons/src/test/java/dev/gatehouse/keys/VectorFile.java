package dev.gatehouse.keys;

import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of test vectors; where each is from stands in {@code vectors/README.md}. */
public final class VectorFile {
    private VectorFile() {}

    /** Judges one case. */
    @FunctionalInterface
    public interface Judge {
        void judge(JsonNode vector) throws Exception;
    }

    public static JsonNode read(String name) {
        try (var in = VectorFile.class.getResourceAsStream("/vectors/" + name)) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A test for each case, named by the given field. */
    public static Stream<DynamicTest> tests(String name, String field, Judge judge) {
        return read(name).get("cases").valueStream()
                .map(c -> DynamicTest.dynamicTest(c.get(field).asString(), () -> judge.judge(c)));
    }

    public static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.asString());
    }
}
