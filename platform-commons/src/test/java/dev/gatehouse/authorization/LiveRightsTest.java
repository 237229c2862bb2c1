package dev.gatehouse.authorization;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.gatehouse.authorization.Binding.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class LiveRightsTest {
    @ParameterizedTest
    @CsvSource({"READ, READ, true", "READ, DESCRIBE, true", "WRITE, DESCRIBE, true", "DELETE, DESCRIBE, true",
            "ALTER, DESCRIBE, true", "ALTER_CONFIGS, DESCRIBE_CONFIGS, true", "ALTER_CONFIGS, DESCRIBE, false",
            "DESCRIBE, READ, false", "DESCRIBE_CONFIGS, DESCRIBE, false", "ALL, DELETE, true", "WRITE, READ, false"})
    void impliesWhatKafkaImplies(String given, String asked, boolean allowed) {
        assertThat(
                rights(allow("User:baker", Pattern.LITERAL, "bread.v1", given)).allow("User:baker", "TOPIC", "bread.v1", asked))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"LITERAL, bread.v1, true", "LITERAL, bread, false", "LITERAL, *, true", "PREFIXED, bread, true",
            "PREFIXED, bread.v10, false", "PREFIXED, *, false", "UNKNOWN, anything, true"})
    void matchesAsKafkaMatches(Pattern pattern, String resource, boolean allowed) {
        assertThat(rights(allow("User:baker", pattern, resource, "READ")).allow("User:baker", "TOPIC", "bread.v1", "READ"))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"User:baker, true", "User:*, true", "User:cook, false", "Group:baker, false"})
    void concernsAPrincipalByItsNameOrEverybody(String principal, boolean allowed) {
        assertThat(rights(allow(principal, Pattern.LITERAL, "bread.v1", "READ")).allow("User:baker", "TOPIC", "bread.v1", "READ"))
                .isEqualTo(allowed);
    }

    @Test
    void letsOneDenialOutweighEverythingThatAllows() {
        var denied = new Binding("User:*", "*", "TOPIC", Pattern.PREFIXED, "bread", "ALL", false);

        assertThat(rights(allow("User:baker", Pattern.LITERAL, "bread.v1", "READ"), denied).allow("User:baker", "TOPIC",
                "bread.v1", "READ")).isFalse();
    }

    @Test
    void doesNotTakeADeniedReadForADeniedDescribe() {
        var denied = new Binding("User:baker", "*", "TOPIC", Pattern.LITERAL, "bread.v1", "READ", false);

        assertThat(rights(allow("User:baker", Pattern.LITERAL, "bread.v1", "WRITE"), denied).allow("User:baker", "TOPIC",
                "bread.v1", "DESCRIBE")).isTrue();
    }

    private static LiveRights rights(Binding... bindings) {
        return new LiveRights(List.of(bindings));
    }

    private static Binding allow(String principal, Pattern pattern, String resource, String operation) {
        return new Binding(principal, "*", "TOPIC", pattern, resource, operation, true);
    }
}
