package dev.gatehouse.test;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OpenApiTest {
    private static final String DOCUMENT = """
            {"openapi":"3.1.0","info":{"title":"kitchen","version":"1"},
             "paths":{"/soups/{name}":{
               "get":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Soup"}}}}}},
               "post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Soup"}}}},
                       "responses":{"200":{"$ref":"#/components/responses/Soup"}}}}},
             "components":{
               "responses":{"Soup":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Soup"}}}}},
               "schemas":{"Soup":{"type":"object","required":["salt"],"properties":{"salt":{"type":"integer"}}}}}}""";

    private final MockMvcTester api = Api.of(() -> "cook", new Kitchen());

    @RestController
    static final class Kitchen {
        record Soup(int salt) {}

        @GetMapping("/soups/{name}")
        Soup show() {
            return new Soup(3);
        }

        @PostMapping("/soups/{name}")
        Soup cook(@RequestBody Soup soup) {
            return soup;
        }
    }

    @Test
    void listsTheOperationsThatAreDescribedAndThoseThatAreServed() {
        assertThat(document("", "").operations()).containsExactly("GET /soups/{name}", "POST /soups/{name}")
                .isEqualTo(OpenApi.served(new Kitchen()));
    }

    @Test
    void acceptsAnExchangeAsItIsDescribed() {
        assertThatCode(() -> document("", "").check(get())).doesNotThrowAnyException();
        assertThatCode(() -> document("", "").check(post())).doesNotThrowAnyException();
    }

    /** A piece of the document, what is put in its place, and what the complaint names. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"integer\" | \"string\" | answer 200 to get /soups/{name}",
            "\"salt\"] | \"salt\",\"pepper\"] | answer 200 to get /soups/{name}",
            "\"200\":{\"content\" | \"201\":{\"content\" | answer 200 to get /soups/{name} is not described",
            "\"responses\":{\"200\":{\"content\":{\"application/json | \"responses\":{\"200\":{\"content\":{\"text/plain | as application/json is not described",
            "\"get\" | \"put\" | get /soups/{name} is not described"})
    void refusesAnAnswerThatIsNotAsDescribed(String piece, String instead, String complaint) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> document(piece, instead).check(get()))
                .withMessageContaining(complaint);
    }

    @Test
    void refusesARequestThatWasTakenAndIsNotAsDescribed() {
        var stricter = document(
                "\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/Soup\"}",
                "\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"required\":[\"pepper\"]}");

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> stricter.check(post()))
                .withMessageContaining("request post");
    }

    private MvcResult get() throws IOException {
        return api.get().uri("/soups/leek").exchange().getMvcResult();
    }

    private MvcResult post() throws IOException {
        return api.post().uri("/soups/leek").header("Content-Type", "application/json").content("{\"salt\":3}").exchange()
                .getMvcResult();
    }

    private static OpenApi document(String piece, String instead) {
        assertThat(DOCUMENT).contains(piece);
        return new OpenApi((ObjectNode) JsonMapper.builder().build().readTree(DOCUMENT.replace(piece, instead)));
    }
}
