package dev.gatehouse.cli.rights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.cli.Typed;

import static org.assertj.core.api.Assertions.assertThat;

class ExplainCommandTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void twoServices() {
        Kitchen.write(folder);
    }

    @Test
    void saysYesAndTheLine() {
        var typed = explain("cook", "read", "bread.v1");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).isEqualTo("""
                yes: cook may read bread.v1
                  services/baker/src/main/resources/service.yml:5 lists cook among the readers of bread.v1
                """);
    }

    @Test
    void saysNoAndTheMissingLineAndItsFile() {
        var typed = explain("baker", "read", "bread.v1");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).isEqualTo("""
                no: baker may not read bread.v1
                  baker, the owner of bread.v1, does not list baker among its readers
                  missing in services/baker/src/main/resources/service.yml:4, under topics.bread.v1:  readers: [baker, cook]
                  missing in services/baker/src/main/resources/service.yml, under consumes:  bread.v1: { from: baker }
                """);
    }

    @Test
    void answersAsJson() {
        assertThat(explain("cook", "write", "bread.v1", "--json").out())
                .startsWith("{\"format\":1,\"service\":\"cook\",\"access\":\"write\",\"topic\":\"bread.v1\",\"allowed\":false");
    }

    @Test
    void endsWith2WhenAskedAboutSomethingElse() {
        assertThat(explain("cook", "eat", "bread.v1").code()).isEqualTo(2);
        assertThat(explain("COOK", "read", "bread.v1").code()).isEqualTo(2);
        assertThat(explain("cook", "read").code()).isEqualTo(2);
    }

    @Test
    void answersNothingFromDescriptorsThatDoNotAgree() {
        Kitchen.file(folder, "services/cook/src/main/resources/service.yml", "service: cook\nteam: x\n");

        var typed = explain("cook", "read", "bread.v1");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("the descriptors do not agree", "services/baker/src/main/resources/service.yml:5");
    }

    @Test
    void takesDescriptorsOfForeignServicesFromTheCatalogFolder() {
        Kitchen.file(folder, "catalog/waiter.yml", "service: waiter\nteam: dining-room\n");

        assertThat(explain("waiter", "read", "bread.v1").out()).contains("missing in catalog/waiter.yml, under consumes");
    }

    private Typed explain(String... words) {
        var all = new ArrayList<>(List.of("explain", "--catalog", folder.toString()));
        all.addAll(List.of(words));
        return Typed.of(all.toArray(String[]::new));
    }
}
