package dev.gatehouse.autoconfigure;

import java.net.URI;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.requests.RefusedRequestException;
import dev.gatehouse.requests.RequestRefusal;

/** What a service refuses, as a problem with the code in its type (RFC 9457, section 3.1.1). */
@RestControllerAdvice
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** Long enough for a broker to elect leaders, short enough for a device's buffer and a person's patience. */
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedRequestException e) {
        return answer(e.refusal());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notSent(NotSentException e) {
        var refusal = RequestRefusal.of(e.code());
        if (refusal == RequestRefusal.INTERNAL)
            LOG.error("an event was not sent, and repeating it would not help", e);
        return answer(refusal);
    }

    static ResponseEntity<ProblemDetail> answer(RequestRefusal refusal) {
        var problem = ProblemDetail.forStatus(refusal.status());
        problem.setDetail(refusal.outward());
        problem.setType(URI.create(refusal.type()));
        var response = ResponseEntity.status(refusal.status());
        if (refusal == RequestRefusal.UNAVAILABLE)
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return response.body(problem);
    }
}
