package dev.gatehouse.autoconfigure;

import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves what a service says of its own API, to those who may call it. */
@RestController
final class OpenApiDocument {
    private final Resource document;

    OpenApiDocument(Resource document) {
        this.document = document;
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource show() {
        return document;
    }
}
