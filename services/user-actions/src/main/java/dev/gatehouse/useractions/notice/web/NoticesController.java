package dev.gatehouse.useractions.notice.web;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.gatehouse.names.Person;
import dev.gatehouse.useractions.notice.Notices;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

@RestController
final class NoticesController {
    private final Notices notices;

    NoticesController(Notices notices) {
        this.notices = notices;
    }

    /** Which block is in the token; no other one can be asked for. */
    @GetMapping(path = "/notices", produces = APPLICATION_JSON_VALUE)
    NoticesView show(@AuthenticationPrincipal Person person) {
        return NoticesView.of(person.block(), notices.in(person.block()));
    }
}
