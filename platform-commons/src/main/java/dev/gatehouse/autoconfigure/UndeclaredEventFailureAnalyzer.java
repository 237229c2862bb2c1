package dev.gatehouse.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import dev.gatehouse.delivery.UndeclaredEventException;

/** A record class of the service and its contract disagree. */
final class UndeclaredEventFailureAnalyzer extends AbstractFailureAnalyzer<UndeclaredEventException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UndeclaredEventException cause) {
        return new FailureAnalysis("An event of this service is not what its contract declares:\n  " + cause.getMessage(),
                "Change the service.yml or the schema that the message names, then apply the catalog.", cause);
    }
}
