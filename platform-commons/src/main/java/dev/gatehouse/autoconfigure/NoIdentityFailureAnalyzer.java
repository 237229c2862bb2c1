package dev.gatehouse.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import dev.gatehouse.identity.NoIdentityException;

/** Lists everything that is wrong with this service's identity. */
final class NoIdentityFailureAnalyzer extends AbstractFailureAnalyzer<NoIdentityException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, NoIdentityException cause) {
        var problems = cause.problems().stream().map(p -> "  " + p).collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "This service has no identity that it could show, so that it reaches nobody and nobody reaches it:\n" + problems,
                cause.remedy() + ".", cause);
    }
}
