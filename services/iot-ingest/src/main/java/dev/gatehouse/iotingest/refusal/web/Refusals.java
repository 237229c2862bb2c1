package dev.gatehouse.iotingest.refusal.web;

import java.net.URI;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.iotingest.refusal.Refusal;
import dev.gatehouse.iotingest.refusal.RefusedException;

/**
 * What this service refuses, as a problem detail with the code in its type (RFC 9457, section 3.1.1). What the framework
 * refuses, and the audit of both, is the platform's.
 */
@RestControllerAdvice
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** Long enough for a broker to elect leaders, short enough for a device's buffer. */
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException e) {
        return answer(e.refusal());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notSent(NotSentException e) {
        var refusal = Refusal.of(e.code());
        if (refusal == Refusal.INTERNAL)
            LOG.error("a reading was not sent, and repeating it would not help", e);
        return answer(refusal);
    }

    private static ResponseEntity<ProblemDetail> answer(Refusal refusal) {
        var problem = ProblemDetail.forStatus(refusal.status());
        problem.setDetail(refusal.outward());
        problem.setType(URI.create("urn:gatehouse:" + refusal.word()));
        var response = ResponseEntity.status(refusal.status());
        if (refusal == Refusal.UNAVAILABLE)
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return response.body(problem);
    }
}
