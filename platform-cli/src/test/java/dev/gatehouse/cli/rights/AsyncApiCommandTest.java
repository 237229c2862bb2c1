package dev.gatehouse.cli.rights;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.cli.Typed;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiCommandTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void twoServices() {
        Kitchen.write(folder);
    }

    @Test
    void printsTheCatalogAsAnAsyncApiDocumentAndNothingElse() {
        var typed = Typed.of("asyncapi", "--catalog", folder.toString());

        var document = new JsonMapper().readTree(typed.out());
        assertThat(typed.code()).isZero();
        assertThat(document.at("/asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.at("/channels/bread.v1/bindings/kafka/replicas").asInt()).isEqualTo(3);
    }

    @Test
    void showsAPlatformWithOneBroker() {
        var typed = Typed.of("asyncapi", "--one-broker", "--catalog", folder.toString());

        assertThat(new JsonMapper().readTree(typed.out()).at("/channels/bread.v1/bindings/kafka/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void aSchemaThatBreaksWhatWasPublishedIsToldLikeAnyOtherProblem() {
        Kitchen.file(folder, "services/baker/src/main/resources/published/kitchen.baked.json", "{\"type\":\"string\"}");

        var typed = Typed.of("plan", "--catalog", folder.toString(), "--target", "none.json");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("breaks its published form published/kitchen.baked.json", "VALUES at /type");
    }
}
