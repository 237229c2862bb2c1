package dev.gatehouse.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers what the framework itself refuses (no such path, wrong method or media type, unreadable body) without repeating what was sent. */
@RestControllerAdvice
final class VagueProblems extends ResponseEntityExceptionHandler {
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception refused, @Nullable Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create(Refusal.type(((ServletWebRequest) request).getRequest(), status.value())));
        return new ResponseEntity<>(problem, headers, status);
    }
}
