package dev.gatehouse.iotingest.reading.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.gatehouse.iotingest.reading.Batch;
import dev.gatehouse.iotingest.reading.Reading;
import dev.gatehouse.iotingest.reading.Readings;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.EventId;
import dev.gatehouse.requests.StrictJson;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

@RestController
final class ReadingsController {
    static final int MOST_BYTES = 256 * 1024;
    private static final StrictJson<Batch> BODY = StrictJson.oneOrSeveral(Reading.class, Batch::new, MOST_BYTES);

    private final Readings readings;

    ReadingsController(Readings readings) {
        this.readings = readings;
    }

    /** Who measured is in the certificate; the body is not asked. */
    @PostMapping(path = "/readings", consumes = APPLICATION_JSON_VALUE, produces = APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted record(@AuthenticationPrincipal Device device, HttpServletRequest request) {
        return new Accepted(readings.record(device, BODY.read(request)));
    }

    record Accepted(List<EventId> events) {}
}
