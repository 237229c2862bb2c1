package dev.gatehouse.iotingest.refusal.web;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

import dev.gatehouse.iotingest.Edge;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTest {
    private final MockMvcTester edge = Edge.of("device-1", "block-a", new Broken());

    @Test
    void saysNothingAboutAFailureThatNobodyForesaw() {
        assertThat(edge.get().uri("/unforeseen")).hasStatus(500).bodyJson().isStrictlyEqualTo("""
                {"type":"urn:gatehouse:internal","title":"Internal Server Error","status":500,
                 "detail":"The request could not be handled.","instance":"/unforeseen"}""");
    }

    @Test
    void answersARequestThatBreaksOffAsMalformed() {
        assertThat(edge.get().uri("/broken-off")).hasStatus(400).bodyJson().extractingPath("$.type")
                .isEqualTo("urn:gatehouse:malformed");
    }

    @Test
    void answersAnUnknownAddressLikeAnythingElseThatThereIsNot() {
        assertThat(edge.get().uri("/nowhere")).hasStatus(404);
    }

    @ResponseBody
    @SuppressWarnings("DoNotCallSuggester") // to fail is what they are there for
    static final class Broken {
        @GetMapping("/unforeseen")
        String unforeseen() {
            throw new IllegalStateException("table READINGS is gone");
        }

        @GetMapping("/broken-off")
        String brokenOff() throws IOException {
            throw new IOException("connection reset");
        }
    }
}
