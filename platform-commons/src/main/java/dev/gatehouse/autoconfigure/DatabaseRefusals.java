package dev.gatehouse.autoconfigure;

import java.sql.SQLException;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.gatehouse.delivery.jdbc.DatabaseFaults;
import dev.gatehouse.requests.RequestRefusal;

/**
 * A request that the database keeps from being handled. What was to be committed may have been or not, when the answer to the
 * commit itself was lost: who repeats a request names it by a key.
 */
@RestControllerAdvice
final class DatabaseRefusals {
    static final String UNAVAILABLE = "DATABASE_UNAVAILABLE";
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseRefusals.class);

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> failed(NestedRuntimeException failure, HttpServletRequest request) {
        if (DatabaseFaults.isTransient(failure)) {
            Refusal.inside(request, UNAVAILABLE, state(failure));
            return Refusals.answer(RequestRefusal.UNAVAILABLE);
        }
        // Neither its message nor its cause: the driver's may quote a row.
        LOG.error("a request failed at the database: {}, {}", failure.getClass().getSimpleName(), state(failure));
        return Refusals.answer(RequestRefusal.INTERNAL);
    }

    private static String state(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause())
            if (e instanceof SQLException sql && sql.getSQLState() != null)
                return "SQLSTATE " + sql.getSQLState();
        return failure.getClass().getSimpleName();
    }
}
