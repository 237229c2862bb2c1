package dev.gatehouse.useractions.action.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.gatehouse.names.EventId;
import dev.gatehouse.names.Person;
import dev.gatehouse.requests.IdempotencyKey;
import dev.gatehouse.requests.StrictJson;
import dev.gatehouse.useractions.action.Action;
import dev.gatehouse.useractions.action.Actions;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

@RestController
final class ActionsController {
    private static final StrictJson<Action> BODY = StrictJson.object(Action.class, 16 * 1024);

    private final Actions actions;

    ActionsController(Actions actions) {
        this.actions = actions;
    }

    /** Who acts, and for which block, is in the token; the body is not asked. */
    @PostMapping(path = "/actions", consumes = APPLICATION_JSON_VALUE, produces = APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted take(@AuthenticationPrincipal Person person, HttpServletRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key) {
        return new Accepted(actions.take(person, BODY.read(request), key));
    }

    record Accepted(EventId event) {}
}
