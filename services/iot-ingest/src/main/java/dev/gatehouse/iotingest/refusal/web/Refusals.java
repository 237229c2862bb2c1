package dev.gatehouse.iotingest.refusal.web;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.iotingest.refusal.Refusal;
import dev.gatehouse.iotingest.refusal.RefusedException;

/** Every no of the edge leaves here, as a problem detail with the code in its type (RFC 9457, section 3.1.1). */
@RestControllerAdvice
final class Refusals extends ResponseEntityExceptionHandler {
    /** Long enough for a broker to elect leaders, short enough for a device's buffer. */
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refused(RefusedException e, WebRequest request) {
        return answer(e, e.refusal(), new HttpHeaders(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> notSent(NotSentException e, WebRequest request) {
        var refusal = Refusal.of(e.code());
        if (refusal == Refusal.INTERNAL)
            logger.error("an event was refused on its way out: " + e.getMessage(), e);
        return answer(e, refusal, new HttpHeaders(), request);
    }

    /** The caller went away, or was too slow, in the middle of its request. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> brokenOff(IOException e, WebRequest request) {
        return answer(e, Refusal.MALFORMED, new HttpHeaders(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unforeseen(Exception e, WebRequest request) {
        logger.error("a request failed in a way that nobody foresaw", e);
        return answer(e, Refusal.INTERNAL, new HttpHeaders(), request);
    }

    /** What Spring itself refuses, in our words: its own would describe the inside. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        var refusal = Arrays.stream(Refusal.values()).filter(r -> r.status() == status.value()).findFirst()
                .orElse(status.is4xxClientError() ? Refusal.MALFORMED : Refusal.INTERNAL);
        return answer(e, refusal, headers, request);
    }

    private @Nullable ResponseEntity<Object> answer(Exception e, Refusal refusal, HttpHeaders headers, WebRequest request) {
        var status = HttpStatusCode.valueOf(refusal.status());
        var problem = ProblemDetail.forStatusAndDetail(status, refusal.outward());
        problem.setType(URI.create("urn:gatehouse:" + refusal.word()));
        if (refusal == Refusal.UNAVAILABLE)
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return super.handleExceptionInternal(e, problem, headers, status, request);
    }
}
